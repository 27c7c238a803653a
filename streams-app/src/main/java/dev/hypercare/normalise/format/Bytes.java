package dev.hypercare.normalise.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time. */
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private Bytes() {}

    /** Whether all of {@code bytes[from, to)} is ASCII. */
    static boolean isAscii(byte[] bytes, int from, int to) {
        long bits = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            bits |= (long) LONGS.get(bytes, at);
        }
        for (; at < to; at++) {
            bits |= bytes[at];
        }
        return (bits & HIGH_BITS) == 0;
    }

    /** Where the byte first occurs in {@code bytes[from, to)}; {@code to} where it does not. */
    static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        long pattern = (wanted & 0xffL) * LOW_BITS;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            // A byte of the difference is zero where the byte is the wanted one.
            long difference = (long) LONGS.get(bytes, at) ^ pattern;
            if (((difference - LOW_BITS) & ~difference & HIGH_BITS) != 0) {
                break;
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }
}
