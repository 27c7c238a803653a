package dev.hypercare.bench.flink;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a series has open: the parts of its panes, and the closed panes of its minute, all as the bytes that they came in or went out as. They are
 * added up when they close, so that a checkpoint copies bytes, and no object is kept for each measure. Not thread-safe.
 */
final class OpenPanes {
    private static final long MINUTE = 60_000;

    long[] starts = new long[4];
    byte[][] parts = new byte[4][];
    int size;
    /** Of the closed panes of the open minute. */
    byte[][] closed = new byte[6][];
    /** Where their measures begin. */
    int[] closedAt = new int[6];

    int closedSize;

    /** Adds a part; whether its pane has no other. */
    boolean add(long start, byte[] part) {
        boolean first = true;
        for (int i = 0; i < size; i++) {
            first &= starts[i] != start;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            parts = Arrays.copyOf(parts, 2 * size);
        }
        starts[size] = start;
        parts[size++] = part;
        return first;
    }

    /** Closes the pane that starts at an instant, and makes it part of its minute; null where it has no parts. */
    byte @Nullable [] closePane(String series, long start, WindowWriter writer) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (starts[i] == start) {
                writer.add(parts[i], 0);
            } else {
                starts[kept] = starts[i];
                parts[kept++] = parts[i];
            }
        }
        if (kept == size) {
            return null;
        }
        Arrays.fill(parts, kept, size, null);
        size = kept;
        byte[] window = writer.write(WindowWriter.PANE, series, start);
        if (closedSize == closed.length) {
            closed = Arrays.copyOf(closed, 2 * closedSize);
            closedAt = Arrays.copyOf(closedAt, 2 * closedSize);
        }
        closed[closedSize] = window;
        closedAt[closedSize++] = writer.measuresAt();
        return window;
    }

    /** Closes the minute that starts at an instant; null where none of its panes was closed. */
    byte @Nullable [] closeMinute(String series, long start, WindowWriter writer) {
        if (closedSize == 0) {
            return null;
        }
        for (int i = 0; i < closedSize; i++) {
            writer.add(closed[i], closedAt[i]);
        }
        Arrays.fill(closed, 0, closedSize, null);
        closedSize = 0;
        return writer.write(WindowWriter.MINUTE, series, start);
    }

    /** The first instant of the minute that holds one, milliseconds. */
    static long minuteOf(long instant) {
        return instant - Math.floorMod(instant, MINUTE);
    }

    /** The last instant of that minute. */
    static long lastOfMinute(long instant) {
        return minuteOf(instant) + MINUTE - 1;
    }

    boolean isEmpty() {
        return size == 0 && closedSize == 0;
    }

    /** One with the same bytes, which nobody changes. */
    OpenPanes copy() {
        OpenPanes copy = new OpenPanes();
        copy.starts = starts.clone();
        copy.parts = parts.clone();
        copy.size = size;
        copy.closed = closed.clone();
        copy.closedAt = closedAt.clone();
        copy.closedSize = closedSize;
        return copy;
    }
}
