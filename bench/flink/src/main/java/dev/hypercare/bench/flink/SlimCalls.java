package dev.hypercare.bench.flink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads only the fields that are needed straight from the Avro bytes: the first nine of {@code Call}. The name of a series is made
 * once and found again by a hash of its bytes.
 */
final class SlimCalls implements KafkaRecordDeserializationSchema<SlimCall> {
    private static final long serialVersionUID = 1;
    private static final int HEADER = 5;

    private transient Names names = new Names();
    private transient byte[] bytes = new byte[0];
    private transient int at;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<SlimCall> out) {
        if (record.value() == null) {
            return;
        }
        if (names == null) {
            names = new Names();
        }
        bytes = record.value();
        at = HEADER;
        SlimCall call = new SlimCall();
        call.completedAt = varint();
        skip(); // gateway
        int from = at;
        skip();
        skip();
        skip();
        call.key = names.of(bytes, from, at);
        call.status = (int) varint();
        if (varint() != 0) {
            skip(); // consumer
        }
        call.durationMicros = varint() == 0 ? 0 : varint();
        out.collect(call);
    }

    @Override
    public TypeInformation<SlimCall> getProducedType() {
        return TypeInformation.of(SlimCall.class);
    }

    private void skip() {
        int length = (int) varint();
        at += length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            long b = bytes[at++];
            value |= (b & 0x7F) << shift;
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
    }

    /** Names by the bytes of three Avro strings. */
    private static final class Names {
        private byte[][] keys = new byte[4096][];
        private String[] values = new String[4096];
        private int size;

        String of(byte[] from, int start, int end) {
            int hash = 7;
            for (int i = start; i < end; i++) {
                hash = 31 * hash + from[i];
            }
            int mask = keys.length - 1;
            for (int slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
                byte[] key = keys[slot];
                if (key == null) {
                    return insert(slot, Arrays.copyOfRange(from, start, end));
                }
                if (Arrays.equals(key, 0, key.length, from, start, end)) {
                    return values[slot];
                }
            }
        }

        private String insert(int slot, byte[] key) {
            String name = name(key);
            keys[slot] = key;
            values[slot] = name;
            if (++size * 2 > keys.length) {
                grow();
            }
            return name;
        }

        private void grow() {
            byte[][] oldKeys = keys;
            String[] oldValues = values;
            keys = new byte[2 * oldKeys.length][];
            values = new String[keys.length];
            int mask = keys.length - 1;
            for (int i = 0; i < oldKeys.length; i++) {
                @Nullable byte[] key = oldKeys[i];
                if (key != null) {
                    int hash = 7;
                    for (byte b : key) {
                        hash = 31 * hash + b;
                    }
                    int slot = (hash ^ (hash >>> 15)) & mask;
                    while (keys[slot] != null) {
                        slot = (slot + 1) & mask;
                    }
                    keys[slot] = key;
                    values[slot] = oldValues[i];
                }
            }
        }

        private static String name(byte[] key) {
            StringBuilder name = new StringBuilder();
            for (int at = 0; at < key.length; ) {
                int length = 0;
                byte b;
                int shift = 0;
                do {
                    b = key[at++];
                    length |= (b & 0x7F) << shift;
                    shift += 7;
                } while (b < 0);
                length >>>= 1;
                name.append(name.isEmpty() ? "" : "\t").append(new String(key, at, length, StandardCharsets.UTF_8));
                at += length;
            }
            return name.toString();
        }
    }
}
