/** The listener: requests in, answers out, no thread held while Kafka works. */
@NullMarked
package dev.hypercare.receiver.http;

import org.jspecify.annotations.NullMarked;
