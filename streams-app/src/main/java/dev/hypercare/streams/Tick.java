package dev.hypercare.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A tick: a record on {@code calls} with no value that only moves time. Its header {@value #HEADER} holds the instant up to which
 * everything that had reached the raw topics has been normalised: milliseconds since the epoch, 8 bytes, big endian.
 */
public final class Tick {
    public static final String HEADER = "hypercare-tick";

    private static final String KEY = "-tick-";

    private Tick() {}

    /** The key of a tick of a stage that is not the only one that writes ticks to a topic, for a partition. */
    public static String key(String stage, int partition) {
        return stage + KEY + partition;
    }

    /** The partition that such a key names. */
    public static int partition(String key) {
        return Integer.parseInt(key.substring(key.lastIndexOf('-') + 1));
    }

    /** Whether the key of a tick is one of that stage. */
    public static boolean isOf(String stage, byte @Nullable [] key) {
        return key != null && new String(key, StandardCharsets.UTF_8).startsWith(stage + KEY);
    }

    /** The headers of a tick at an instant, milliseconds since the epoch. */
    public static Headers headers(long atMillis) {
        return new RecordHeaders()
                .add(HEADER, ByteBuffer.allocate(8).putLong(atMillis).array());
    }

    /** The instant of a tick, milliseconds since the epoch; empty where the headers are not those of one. */
    public static OptionalLong at(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null || header.value().length != 8
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(header.value()).getLong());
    }
}
