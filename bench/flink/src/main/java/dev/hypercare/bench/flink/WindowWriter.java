package dev.hypercare.bench.flink;

import java.nio.charset.StandardCharsets;

/**
 * Adds up the parts of a window and writes it: {@link #PANE} or {@link #MINUTE}, length and text of the series, first instant (milliseconds), what
 * {@link FullTotals#writeDerived} and what {@link FullTotals#write} write. Not thread-safe.
 */
final class WindowWriter {
    static final int PANE = 0;
    static final int MINUTE = 1;

    private final FullTotals sum = new FullTotals();
    private final PackedBytes to = new PackedBytes();
    private final PackedReader from = new PackedReader();
    private int measuresAt;

    /** Adds a part that begins at a place. */
    void add(byte[] bytes, int start) {
        sum.merge(from.over(bytes, start));
    }

    /** The window that was added up; the next one begins with nothing. */
    byte[] write(int kind, String series, long start) {
        byte[] name = series.getBytes(StandardCharsets.UTF_8);
        to.clear();
        to.raw(kind);
        to.number(name.length);
        to.all(name, 0, name.length);
        to.number(start);
        sum.writeDerived(to);
        measuresAt = to.size();
        sum.write(to);
        sum.clear();
        return to.copy();
    }

    /** Where the measures begin in what was written last: from there it can be added again. */
    int measuresAt() {
        return measuresAt;
    }
}
