package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;

/**
 * What reaches the desk of tickets.
 *
 * @param kind what it is
 * @param partition the partition that told a pattern or a tick; 0 for others
 * @param at its event time, milliseconds since the epoch
 * @param id of the pattern, ticket or answer; empty for a tick
 * @param payload it as on its topic; empty for a tick
 */
record TicketArrival(Kind kind, int partition, long at, String id, byte[] payload) {
    private static final int LAYOUT = 1;

    /** What arrives; of one instant they are taken up in this order. */
    enum Kind {
        /** Time has moved. */
        TICK,
        /** A pattern of messages was told. */
        PATTERN,
        /** A snapshot of a ticket. */
        TICKET,
        /** An answer about satisfaction. */
        FEEDBACK
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.raw(kind.ordinal());
        writer.number(partition);
        writer.number(at);
        writer.text(id);
        writer.block(payload);
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static TicketArrival of(byte[] bytes) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "arrivals of tickets");
        return new TicketArrival(
                Kind.values()[from.get()],
                Math.toIntExact(BinaryWriter.readNumber(from)),
                BinaryWriter.readNumber(from),
                BinaryWriter.readText(from),
                BinaryWriter.readBlock(from));
    }
}
