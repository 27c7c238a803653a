/** Finds the templates of messages as they come: plain Java, no Kafka. */
@NullMarked
package dev.hypercare.patterns.mining;

import org.jspecify.annotations.NullMarked;
