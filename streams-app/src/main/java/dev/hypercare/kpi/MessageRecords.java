package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of {@code messages} of one partition of calls: at each flush first those with entries, then, where panes ended,
 * the one that says so. That one goes to every partition of {@code messages}, so its cost does not depend on how many APIs there are.
 */
final class MessageRecords {
    /** A record is handed on when its entries have reached this size, bytes, roughly; brokers take a million by default. */
    private static final int FULL = 256 * 1024;

    private final int source;
    private final Consumer<MessageCounts> sink;
    private long watermark;

    /**
     * @param source the partition of calls
     * @param watermark the one of the flush before, milliseconds; {@link Watermarks#NONE} for none
     */
    MessageRecords(int source, long watermark, Consumer<MessageCounts> sink) {
        this.source = source;
        this.watermark = watermark;
        this.sink = sink;
    }

    /** Hands on the messages of a group, in more than one record where they are long. */
    void add(MessageGroup group) {
        List<MessageCount> entries = new ArrayList<>();
        int size = 0;
        for (MessageEntry entry : group.sorted()) {
            if (size >= FULL) {
                hand(group, entries, 0);
                entries = new ArrayList<>();
                size = 0;
            }
            MessageCount count = entry.toRecord();
            entries.add(count);
            size += size(entry, count);
        }
        hand(group, entries, group.overflow());
    }

    /** Ends a flush: tells how far event time has come, if a pane ended since the last one. */
    void close(long newWatermark) {
        boolean ended = newWatermark != Watermarks.NONE
                && (watermark == Watermarks.NONE
                        || Resolution.PANE.startOf(newWatermark) != Resolution.PANE.startOf(watermark));
        watermark = newWatermark;
        if (ended) {
            sink.accept(MessageCounts.newBuilder()
                    .setSourcePartition(source)
                    .setWatermark(instant(watermark))
                    .build());
        }
    }

    private void hand(MessageGroup group, List<MessageCount> entries, long overflow) {
        sink.accept(MessageCounts.newBuilder()
                .setSourcePartition(source)
                .setWatermark(instant(watermark))
                .setApi(group.api())
                .setPaneStart(Instant.ofEpochMilli(group.paneStart()))
                .setTakenWith(Instant.ofEpochMilli(group.takenWith()))
                .setEntries(entries)
                .setOverflow(overflow)
                .build());
    }

    private static int size(MessageEntry entry, MessageCount count) {
        int sketch = count.getConsumerSketch() == null
                ? 0
                : count.getConsumerSketch().remaining();
        return entry.key().length + sketch + 64;
    }

    private static @Nullable Instant instant(long watermark) {
        return watermark == Watermarks.NONE ? null : Instant.ofEpochMilli(watermark);
    }
}
