package dev.hypercare.streams;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A tick: a record on {@code calls} with no value that only moves time. Its header {@value #HEADER} holds the instant up to which
 * everything that had reached the raw topics has been normalised: milliseconds since the epoch, 8 bytes, big endian.
 */
public final class Tick {
    public static final String HEADER = "hypercare-tick";

    private Tick() {}

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
