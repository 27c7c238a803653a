/** Our kit: how we use Kafka Streams. */
@NullMarked
package dev.hypercare.streams;

import org.jspecify.annotations.NullMarked;
