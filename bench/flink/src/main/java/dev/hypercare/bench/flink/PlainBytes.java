package dev.hypercare.bench.flink;

import org.apache.flink.api.common.serialization.SerializationSchema;

/** Windows are bytes already. A class, because Flink cannot tell the types of a lambda. */
final class PlainBytes implements SerializationSchema<byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] serialize(byte[] window) {
        return window;
    }
}
