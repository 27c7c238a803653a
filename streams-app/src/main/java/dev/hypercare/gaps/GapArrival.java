package dev.hypercare.gaps;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What reaches the desk.
 *
 * @param kind what it is
 * @param partition the task of the stage before that it came from; 0 where there is one only
 * @param at its event time, milliseconds since the epoch; 0 where it has none
 * @param payload what it holds
 */
record GapArrival(Kind kind, int partition, long at, byte[] payload) {
    private static final int LAYOUT = 1;

    /** What arrives; those that wait for their time are taken in this order where it is the same. */
    enum Kind {
        /** A ticket, as it was on the topic. */
        TICKET,
        /** A mark, as it was on the topic. */
        MARK,
        /** An alert's transition. */
        ALERT,
        /** What is said of a pattern. */
        PATTERN,
        /** All alerts up to {@link GapArrival#at} have come; no payload. */
        ALERTS_TIME,
        /** All patterns of a task up to {@link GapArrival#at} have come; no payload. */
        PATTERNS_TIME,
        /** A mark was taken back; its id. */
        UNMARK
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
        writer.number(at);
        writer.block(payload);
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static GapArrival of(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "arrivals at the gaps stage");
        return new GapArrival(
                Kind.values()[from.get()],
                Math.toIntExact(BinaryWriter.readNumber(from)),
                BinaryWriter.readNumber(from),
                BinaryWriter.readBlock(from));
    }
}
