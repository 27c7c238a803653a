package dev.hypercare.bench.limit;

import dev.hypercare.bench.data.FoundWindow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The minutes of each series, found by the bytes of api, route and method as they stand in the record: two 64-bit hashes take the
 * place of a comparison. Not thread-safe.
 */
final class SeriesTable {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MINUTE = 60_000;
    private static final long SALT_0 = 0x9E3779B97F4A7C15L;
    private static final long SALT_1 = 0xC2B2AE3D27D4EB4FL;

    private long[] hashes = new long[2 * 4096];
    private Row[] rows = new Row[4096];
    private int size;

    private static final class Row {
        private final byte[] name;
        private @Nullable MinuteCell newest;

        Row(byte[] name) {
            this.name = name;
        }
    }

    void add(CallCursor call) {
        cell(row(call.bytes, call.seriesFrom, call.seriesTo), call.completedAt)
                .add(call.status, call.durationMicros, call.upstreamMicros);
    }

    /** Adds all windows to others by series and minute. */
    void mergeInto(Map<String, MinuteCell> all) {
        for (Row row : rows) {
            if (row != null) {
                String key = key(row.name);
                for (MinuteCell cell = row.newest; cell != null; cell = cell.older) {
                    long minute = cell.minute;
                    all.computeIfAbsent(key + "\t" + minute, absent -> new MinuteCell(minute, null))
                            .merge(cell);
                }
            }
        }
    }

    /** One of the merged windows. */
    static FoundWindow found(String key, MinuteCell cell) {
        return new FoundWindow(
                key.substring(0, key.lastIndexOf('\t')),
                cell.minute,
                cell.calls,
                cell.failed,
                cell.sumMicros,
                cell.maxMicros,
                cell.p99());
    }

    private static MinuteCell cell(Row row, long completedAt) {
        for (MinuteCell cell = row.newest; cell != null; cell = cell.older) {
            long into = completedAt - cell.minute;
            if (into >= 0 && into < MINUTE) {
                return cell;
            }
        }
        MinuteCell cell = new MinuteCell(completedAt - Math.floorMod(completedAt, MINUTE), row.newest);
        row.newest = cell;
        return cell;
    }

    private Row row(byte[] bytes, int from, int to) {
        long x = SALT_0 ^ (to - from);
        long y = SALT_1;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) LONG.get(bytes, i);
            x = fold(x ^ word, SALT_1);
            y = Long.rotateLeft((y ^ word) * SALT_0, 29);
        }
        if (i < to) {
            // The bytes before the tail are ours as well: at least the header and the gateway stand there.
            long word = (long) LONG.get(bytes, to - 8) >>> (64 - 8 * (to - i));
            x = fold(x ^ word, SALT_1);
            y = Long.rotateLeft((y ^ word) * SALT_0, 29);
        }
        x = fold(x ^ SALT_0, y ^ SALT_1) | 1;
        int mask = rows.length - 1;
        for (int slot = (int) (x >>> 20) & mask; ; slot = (slot + 1) & mask) {
            long found = hashes[2 * slot];
            if (found == x && hashes[2 * slot + 1] == y) {
                return rows[slot];
            }
            if (found == 0) {
                return insert(slot, x, y, Arrays.copyOfRange(bytes, from, to));
            }
        }
    }

    private Row insert(int slot, long x, long y, byte[] name) {
        Row row = new Row(name);
        hashes[2 * slot] = x;
        hashes[2 * slot + 1] = y;
        rows[slot] = row;
        if (++size * 2 > rows.length) {
            grow();
        }
        return row;
    }

    private void grow() {
        long[] oldHashes = hashes;
        Row[] oldRows = rows;
        rows = new Row[2 * oldRows.length];
        hashes = new long[2 * rows.length];
        int mask = rows.length - 1;
        for (int i = 0; i < oldRows.length; i++) {
            if (oldRows[i] != null) {
                int slot = (int) (oldHashes[2 * i] >>> 20) & mask;
                while (hashes[2 * slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                hashes[2 * slot] = oldHashes[2 * i];
                hashes[2 * slot + 1] = oldHashes[2 * i + 1];
                rows[slot] = oldRows[i];
            }
        }
    }

    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ (a * b);
    }

    /** Three Avro strings with tabs between them. */
    private static String key(byte[] name) {
        StringBuilder key = new StringBuilder();
        for (int at = 0; at < name.length; ) {
            int length = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = name[at++];
                length |= (b & 0x7F) << shift;
                if (b >= 0) {
                    break;
                }
            }
            length >>>= 1;
            key.append(key.isEmpty() ? "" : "\t").append(new String(name, at, length, StandardCharsets.UTF_8));
            at += length;
        }
        return key.toString();
    }
}
