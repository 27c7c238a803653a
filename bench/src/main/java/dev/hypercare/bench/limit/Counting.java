package dev.hypercare.bench.limit;

import dev.hypercare.schemas.events.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What a bare consumer does with each record. One for each consumer; not thread-safe. */
interface Counting {
    /** How the consumer reads values. */
    Deserializer<byte[]> values();

    /** Takes a value as it was read; null for a tick, or where all was done while reading. */
    void take(byte @Nullable [] value);

    /** Adds all windows to others. */
    void mergeInto(Map<String, MinuteCell> all);

    /** The one of a name. */
    static Counting of(String mode) {
        return switch (mode) {
            case "limit-poll" -> new Nothing();
            case "limit" -> new Copied();
            case "limit-inplace" -> new InPlace();
            case "limit-avro" -> new Specific();
            default -> throw new IllegalArgumentException("no such limit: " + mode);
        };
    }

    /** Polls and throws away. */
    final class Nothing implements Counting {
        @Override
        public Deserializer<byte[]> values() {
            return new ByteArrayDeserializer();
        }

        @Override
        public void take(byte @Nullable [] value) {}

        @Override
        public void mergeInto(Map<String, MinuteCell> all) {}
    }

    /** Kafka copies each value to an array of its own; we decode that. */
    final class Copied implements Counting {
        private final CallCursor cursor = new CallCursor(Call.getClassSchema());
        private final SeriesTable table = new SeriesTable();

        @Override
        public Deserializer<byte[]> values() {
            return new ByteArrayDeserializer();
        }

        @Override
        public void take(byte @Nullable [] value) {
            if (value != null) {
                cursor.read(value, 0);
                table.add(cursor);
            }
        }

        @Override
        public void mergeInto(Map<String, MinuteCell> all) {
            table.mergeInto(all);
        }
    }

    /** Decodes from the buffer that was fetched, while the consumer reads: no copy. */
    final class InPlace implements Counting, Deserializer<byte[]> {
        private final CallCursor cursor = new CallCursor(Call.getClassSchema());
        private final SeriesTable table = new SeriesTable();

        @Override
        public Deserializer<byte[]> values() {
            return this;
        }

        @Override
        public void take(byte @Nullable [] value) {}

        @Override
        public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
            throw new IllegalStateException("Kafka hands values on as buffers");
        }

        @Override
        public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer value) {
            if (value != null) {
                cursor.read(value.array(), value.arrayOffset() + value.position());
                table.add(cursor);
            }
            return null;
        }

        @Override
        public void mergeInto(Map<String, MinuteCell> all) {
            table.mergeInto(all);
        }
    }

    /** Avro's own decoder makes an object of each call; a hash map finds its series. */
    final class Specific implements Counting {
        private static final int HEADER = 5;

        private final SpecificDatumReader<Call> reader = new SpecificDatumReader<>(Call.class);
        private final Map<Key, MinuteCell> cells = new HashMap<>();
        private @Nullable BinaryDecoder decoder;
        private @Nullable Call call;

        private record Key(String api, String route, String method, long minute) {}

        @Override
        public Deserializer<byte[]> values() {
            return new ByteArrayDeserializer();
        }

        @Override
        public void take(byte @Nullable [] value) {
            if (value == null) {
                return;
            }
            try {
                decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
                Call read = reader.read(call, decoder);
                call = read;
                long completedAt = read.getCompletedAt().toEpochMilli();
                long minute = completedAt - Math.floorMod(completedAt, 60_000L);
                cells.computeIfAbsent(
                                new Key(read.getApi(), read.getRoute(), read.getMethod(), minute),
                                key -> new MinuteCell(key.minute, null))
                        .add(read.getStatus(), told(read.getDurationMicros()), told(read.getUpstreamDurationMicros()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void mergeInto(Map<String, MinuteCell> all) {
            cells.forEach((key, cell) -> all.computeIfAbsent(
                            key.api + "\t" + key.route + "\t" + key.method + "\t" + key.minute,
                            absent -> new MinuteCell(key.minute, null))
                    .merge(cell));
        }

        private static long told(@Nullable Long micros) {
            return micros == null ? -1 : micros;
        }
    }
}
