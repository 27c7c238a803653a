package dev.hypercare.kpi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of the labels of the call read last, one after the other in one range of bytes: for each its length (2 bytes, big
 * endian) and its UTF-8. Values longer than {@value #LONGEST} bytes are cut. Not thread-safe.
 */
final class LabelValues {
    static final int LONGEST = 1024;

    private static final byte[] NONE = View.NONE.getBytes(StandardCharsets.UTF_8);

    /** Fields that follow one another in a record and are always there. */
    private static final List<Integer> ROW =
            List.of(CallReader.GATEWAY, CallReader.API, CallReader.ROUTE, CallReader.METHOD);

    private final int[] fields;
    /** The fields of the row that are labels; none where there are gaps between them. */
    private final int[] row;
    /** The labels that are not of the row. */
    private final int[] besideRow;
    /** The field of the row before them; -1 for none. */
    private final int beforeRow;

    private byte[] key = new byte[256];
    private int length;

    /** @param names labels, in order */
    LabelValues(List<String> names) {
        fields = names.stream().mapToInt(CallReader::field).toArray();
        List<Integer> inRow = ROW.stream().filter(field -> has(fields, field)).toList();
        int first = Collections.indexOfSubList(ROW, inRow);
        row = first < 0 ? new int[0] : inRow.stream().mapToInt(field -> field).toArray();
        beforeRow = first <= 0 ? -1 : ROW.get(first - 1);
        besideRow = IntStream.of(fields).filter(field -> !has(row, field)).toArray();
    }

    private static boolean has(int[] list, int field) {
        return IntStream.of(list).anyMatch(one -> one == field);
    }

    /**
     * Whether the labels that a call has are one range of its record, with their lengths: calls with the same bytes from {@link #rowStart} to
     * {@link #rowEnd} have the same values then, and no value is cut.
     */
    boolean isRow(CallReader call) {
        if (row.length == 0 || !call.standsWhole()) {
            return false;
        }
        for (int field : besideRow) {
            if (call.textLength(field) > 0) {
                return false;
            }
        }
        return rowEnd(call) - rowStart(call) <= LONGEST;
    }

    /** Where the length of the first label stands: behind the field before it. */
    int rowStart(CallReader call) {
        return beforeRow < 0 ? call.rowStart() : call.textEnd(beforeRow);
    }

    int rowEnd(CallReader call) {
        return call.textEnd(row[row.length - 1]);
    }

    /** Takes the values of a call. */
    void take(CallReader call) {
        length = 0;
        for (int field : fields) {
            int size = call.textLength(field);
            if (size > 0) {
                byte[] bytes = call.bytes(field);
                int start = call.textStart(field);
                append(bytes, start, size <= LONGEST ? size : cut(bytes, start, LONGEST));
            } else {
                append(NONE, 0, NONE.length);
            }
        }
    }

    /** The longest start of a longer text that ends with a whole character. */
    static int cut(byte[] bytes, int start, int longest) {
        for (int size = longest; size > longest - 4; size--) {
            if ((bytes[start + size] & 0xC0) != 0x80) {
                return size;
            }
        }
        return longest; // not UTF-8
    }

    private void append(byte[] bytes, int start, int size) {
        if (length + 2 + size > key.length) {
            key = Arrays.copyOf(key, Math.max(2 * key.length, length + 2 + size));
        }
        key[length++] = (byte) (size >>> 8);
        key[length++] = (byte) size;
        System.arraycopy(bytes, start, key, length, size);
        length += size;
    }

    /** Holds the values from 0 to {@link #length}. */
    byte[] key() {
        return key;
    }

    int length() {
        return length;
    }

    /** Where each of so many values begins in a copy of the range, its length included; after the last, where that ends. */
    static int[] starts(byte[] key, int values) {
        int[] starts = new int[values + 1];
        for (int i = 0; i < values; i++) {
            starts[i + 1] = starts[i] + 2 + size(key, starts[i]);
        }
        return starts;
    }

    /** The values that a copy of the range holds, in order. */
    static List<String> values(byte[] key) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < key.length; ) {
            int size = size(key, i);
            values.add(new String(key, i + 2, size, StandardCharsets.UTF_8));
            i += 2 + size;
        }
        return values;
    }

    private static int size(byte[] key, int at) {
        return (key[at] & 0xff) << 8 | key[at + 1] & 0xff;
    }
}
