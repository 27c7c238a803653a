package dev.hypercare.bench.flink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The series of a task, found by the bytes of api, route and method as they stand in the record. Not thread-safe. */
final class SeriesSlots {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9E3779B97F4A7C15L;

    /** What a task counted of one series since it handed on last. */
    static final class Slot {
        private final byte[] bytes;
        private final String series;
        private long[] starts = new long[2];
        private FullTotals[] panes = {new FullTotals(), new FullTotals()};
        private int size;

        private Slot(byte[] bytes) {
            this.bytes = bytes;
            series = name(bytes);
        }

        /** Names it: api, route and method with tabs between. */
        String series() {
            return series;
        }

        /** How many panes it has. */
        int size() {
            return size;
        }

        long start(int i) {
            return starts[i];
        }

        FullTotals pane(int i) {
            return panes[i];
        }

        /** The pane that starts at an instant, milliseconds; new where there is none yet. */
        FullTotals at(long start) {
            for (int i = size - 1; i >= 0; i--) {
                if (starts[i] == start) {
                    return panes[i];
                }
            }
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, 2 * size);
                panes = Arrays.copyOf(panes, 2 * size);
                for (int i = size; i < panes.length; i++) {
                    panes[i] = new FullTotals();
                }
            }
            starts[size] = start;
            return panes[size++];
        }

        /** Forgets the panes; their memory is used again. */
        void clear() {
            for (int i = 0; i < size; i++) {
                panes[i].clear();
            }
            size = 0;
        }
    }

    private long[] hashes = new long[4096];
    private @Nullable Slot[] slots = new Slot[4096];
    private int size;

    /** The one whose three Avro strings stand at {@code bytes[from..to)}. */
    Slot of(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int mask = slots.length - 1;
        for (int place = (int) (hash >>> 40) & mask; ; place = (place + 1) & mask) {
            Slot slot = slots[place];
            if (slot == null) {
                return insert(place, hash, Arrays.copyOfRange(bytes, from, to));
            }
            if (hashes[place] == hash && Arrays.equals(slot.bytes, 0, slot.bytes.length, bytes, from, to)) {
                return slot;
            }
        }
    }

    private Slot insert(int place, long hash, byte[] bytes) {
        Slot slot = new Slot(bytes);
        slots[place] = slot;
        hashes[place] = hash;
        if (2 * ++size > slots.length) {
            grow();
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        @Nullable Slot[] old = slots;
        hashes = new long[2 * old.length];
        slots = new Slot[2 * old.length];
        int mask = slots.length - 1;
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                int place = (int) (oldHashes[i] >>> 40) & mask;
                while (slots[place] != null) {
                    place = (place + 1) & mask;
                }
                slots[place] = old[i];
                hashes[place] = oldHashes[i];
            }
        }
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = mixed(hash ^ (long) LONG.get(bytes, i));
        }
        long rest = 0;
        if (i < to && to - from >= 8) {
            rest = (long) LONG.get(bytes, to - 8);
        } else {
            for (; i < to; i++) {
                rest = rest << 8 | bytes[i] & 0xFF;
            }
        }
        return mixed(hash ^ rest);
    }

    private static long mixed(long value) {
        return Math.multiplyHigh(value, ODD) ^ value * ODD;
    }

    private static String name(byte[] series) {
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < series.length; ) {
            String tab = at == 0 ? "" : "\t";
            int length = 0;
            byte b;
            int shift = 0;
            do {
                b = series[at++];
                length |= (b & 0x7F) << shift;
                shift += 7;
            } while (b < 0);
            length >>>= 1;
            name.append(tab).append(new String(series, at, length, StandardCharsets.UTF_8));
            at += length;
        }
        return name.toString();
    }
}
