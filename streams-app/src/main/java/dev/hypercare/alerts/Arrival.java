package dev.hypercare.alerts;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What reaches the desk, in the one order that everything after follows from.
 *
 * @param kind what it is
 * @param partition the partition of {@code verdicts} that it came from; 0 for others
 * @param receivedAt when the stage took it in, milliseconds since the epoch: what is now past or present is told from this
 * @param at its event time, milliseconds since the epoch
 * @param payload what it holds
 */
record Arrival(Kind kind, int partition, long receivedAt, long at, byte[] payload) {
    private static final int LAYOUT = 1;

    /** What arrives. */
    enum Kind {
        /** A verdict, as it was on the topic. */
        VERDICT,
        /** Time has moved to {@link Arrival#at}; no payload. */
        TICK,
        /** A mark, as it was on the topic. */
        MARK,
        /** A mark was taken back; its id. */
        UNMARK,
        /** An alert that may inhibit others has changed; a {@link Source} or, where it inhibits no more, its fingerprint. */
        SOURCE,
        /** See {@link #SOURCE}. */
        SOURCE_ENDED
    }

    /** The payload as text. */
    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.raw(kind.ordinal());
        writer.number(partition);
        writer.number(receivedAt);
        writer.number(at);
        writer.block(payload);
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static Arrival of(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "arrivals at the alerts stage");
        return new Arrival(
                Kind.values()[from.get()],
                Math.toIntExact(BinaryWriter.readNumber(from)),
                BinaryWriter.readNumber(from),
                BinaryWriter.readNumber(from),
                BinaryWriter.readBlock(from));
    }
}
