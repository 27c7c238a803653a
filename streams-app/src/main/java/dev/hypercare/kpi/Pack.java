package dev.hypercare.kpi;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;

/**
 * One record of {@link Packs}, read cell by cell. It reads the layouts of before as well: 2, where starts are told in
 * seconds; and the number 1, partition, watermark, how many
 * partials, and for each its series, its slice (milliseconds), whether it is late (1 byte) and its KPIs. Error:
 * {@link UnknownLayout}. Not thread-safe.
 */
final class Pack {
    /** Stands for late calls of which a pack of layout 1 does not say when they came. */
    static final long LATE_SOME_TIME = -1;

    private final ByteBuffer from;
    private final int layout;
    private final int source;
    private final long watermark;
    private final long unitMillis;
    private int partialsLeft;
    private int cellsLeft;
    private int seriesStart;
    private int seriesLength;
    private long units;
    private long slice;
    private long correctedAt;
    private int kpisStart;
    private boolean sliced = true;

    Pack(byte[] bytes) {
        from = ByteBuffer.wrap(bytes);
        layout = from.get();
        if (layout < 1 || layout > Packs.LAYOUT) {
            throw new UnknownLayout("packs of partials", layout, Packs.LAYOUT);
        }
        source = Math.toIntExact(BinaryWriter.readNumber(from));
        watermark = BinaryWriter.readNumber(from);
        unitMillis = layout == 2 ? 1000 : Packs.UNIT_MILLIS;
        partialsLeft = layout == 1 ? BinaryWriter.readLength(from) : 0;
    }

    /** The partition of calls. */
    int source() {
        return source;
    }

    /** How far event time has come there, milliseconds. */
    long watermark() {
        return watermark;
    }

    /** Goes on to the next cell; false at the end. */
    boolean next() {
        return layout == 1 ? nextPartial() : nextCell();
    }

    private boolean nextPartial() {
        if (partialsLeft == 0) {
            return false;
        }
        partialsLeft--;
        readSeries();
        slice = BinaryWriter.readNumber(from);
        correctedAt = from.get() == 1 ? LATE_SOME_TIME : Cells.IN_TIME;
        kpisStart = from.position();
        Kpis.read(from); // to know where it ends
        return true;
    }

    private boolean nextCell() {
        if (cellsLeft == 0) {
            if (!from.hasRemaining()) {
                return false;
            }
            readSeries();
            long cells = BinaryWriter.readNumber(from);
            sliced = (cells & 1) != 0;
            cellsLeft = Math.toIntExact(cells >>> 1);
        }
        cellsLeft--;
        units += BinaryWriter.readNumber(from);
        slice = units * unitMillis;
        long after = BinaryWriter.readNumber(from);
        correctedAt = after == 0 ? Cells.IN_TIME : (units + after) * unitMillis;
        int length = BinaryWriter.readLength(from);
        kpisStart = from.position();
        from.position(kpisStart + length);
        return true;
    }

    private void readSeries() {
        seriesLength = BinaryWriter.readLength(from);
        seriesStart = from.position();
        from.position(seriesStart + seriesLength);
    }

    /** The whole record. */
    byte[] bytes() {
        return from.array();
    }

    /** Where the text of the series stands in {@link #bytes}. */
    int seriesStart() {
        return seriesStart;
    }

    int seriesLength() {
        return seriesLength;
    }

    /** Whether the cells of this series are slices; else they are panes, because no rule looks at the view. */
    boolean sliced() {
        return sliced;
    }

    /** First instant of the slice, or of the pane, milliseconds. */
    long slice() {
        return slice;
    }

    /** As of {@link Cells.Cell#correctedAt}, or {@link #LATE_SOME_TIME}. */
    long correctedAt() {
        return correctedAt;
    }

    /** Where the KPIs stand in {@link #bytes}. */
    int kpisStart() {
        return kpisStart;
    }
}
