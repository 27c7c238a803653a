/** A worker of Kafka Connect beside the embedded broker, in a process of its own. */
@NullMarked
package dev.hypercare.embedded.connect;

import org.jspecify.annotations.NullMarked;
