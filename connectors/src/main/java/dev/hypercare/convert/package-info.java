/** Reads the Avro of our topics for any sink of Kafka Connect: as it is, or as columns of a table. */
@NullMarked
package dev.hypercare.convert;

import org.jspecify.annotations.NullMarked;
