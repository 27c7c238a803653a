package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;

/**
 * Writes what a flush hands on: for each partition of the merge the partials for it, packed into as few records as their size
 * allows. Layout 3: the number 3 (1 byte), partition of calls, watermark; then, until the end, for each series its text, twice
 * how many cells and one more if they are slices and not panes, and for each cell its start (tenths of a second since the one before in the record), how many tenths after it late calls came (0: in
 * time), and its KPIs with their length.
 */
final class Packs {
    static final int LAYOUT = 3;

    /** What starts are told in, milliseconds. Slices were a second long before they were half of one. */
    static final long UNIT_MILLIS = 100;

    /** A record is handed on when it has reached this size, bytes; brokers take a million by default. */
    private static final int FULL = 256 * 1024;

    /** Receives a record for a partition of the merge. */
    @FunctionalInterface
    interface Sink {
        void accept(int mergePartition, byte[] pack);
    }

    private final int source;
    private final Sink sink;
    private final BinaryWriter[] partials;
    private final long[] lastStart;
    private final BinaryWriter kpis = new BinaryWriter();
    private long watermark;

    /**
     * @param source the partition of calls
     * @param watermark the one handed on last, milliseconds; {@link Watermarks#NONE} for none
     */
    Packs(int source, int mergePartitions, long watermark, Sink sink) {
        this.source = source;
        this.sink = sink;
        this.watermark = watermark;
        partials = new BinaryWriter[mergePartitions];
        lastStart = new long[mergePartitions];
        for (int i = 0; i < mergePartitions; i++) {
            partials[i] = new BinaryWriter();
        }
    }

    /** Adds a series with its cells. */
    void add(Finest.Target target) {
        add(target.mergePartition(), target.series(), target.isSliced(), target.cells());
    }

    /** Adds, for every partition of the merge, what came from a gateway by slice ({@link Telemetry}). */
    void addToAll(String gateway, Cells heard) {
        if (!heard.isEmpty()) {
            Series series = Telemetry.of(source, gateway);
            for (int partition = 0; partition < partials.length; partition++) {
                add(partition, series, true, heard);
            }
        }
    }

    private void add(int partition, Series series, boolean sliced, Cells cells) {
        BinaryWriter to = partials[partition];
        to.text(series.text());
        to.number((long) cells.size() << 1 | (sliced ? 1 : 0));
        for (Cells.Cell cell = cells.newest(); cell != null; cell = cell.older()) {
            long start = Math.floorDiv(cell.start(), UNIT_MILLIS);
            to.number(start - lastStart[partition]);
            lastStart[partition] = start;
            to.number(cell.correctedAt() == Cells.IN_TIME ? 0 : Math.floorDiv(cell.correctedAt(), UNIT_MILLIS) - start);
            kpis.clear();
            cell.kpis().write(kpis);
            to.block(kpis);
        }
        if (to.size() >= FULL) {
            hand(partition); // with the watermark of before: more of this flush is to come
        }
    }

    /** Ends a flush: hands on the rest, and to every partition how far event time has come. */
    void close(long newWatermark) {
        boolean moved = slice(newWatermark) != slice(watermark);
        watermark = newWatermark;
        for (int partition = 0; partition < partials.length; partition++) {
            if (moved || partials[partition].size() > 0) {
                hand(partition);
            }
        }
    }

    private void hand(int partition) {
        BinaryWriter pack = new BinaryWriter();
        pack.raw(LAYOUT);
        pack.number(source);
        pack.number(watermark);
        pack.append(partials[partition]);
        partials[partition].clear();
        lastStart[partition] = 0;
        sink.accept(partition, pack.toBytes());
    }

    private static long slice(long instant) {
        return instant == Watermarks.NONE ? Watermarks.NONE : Resolution.startOfSlice(instant);
    }
}
