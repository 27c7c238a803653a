/** Avro values in the Confluent wire format. */
@NullMarked
package dev.hypercare.schemas.serde;

import org.jspecify.annotations.NullMarked;
