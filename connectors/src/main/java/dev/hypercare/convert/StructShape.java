package dev.hypercare.convert;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** How records of one Avro schema become structs. Thread-safe. */
interface StructShape {
    /** The schema of the structs. */
    Schema schema();

    /** A record of that Avro schema. */
    Struct struct(GenericRecord from);
}
