package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the compact binary forms of partials and stored windows: zigzag varints and length-prefixed UTF-8. */
public final class BinaryWriter {
    private byte[] bytes = new byte[256];
    private int size;

    /** A byte as it is. */
    public void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** A whole number in 1 to 10 bytes, small ones short. */
    public void number(long value) {
        room(10);
        long rest = (value << 1) ^ (value >> 63);
        byte[] to = bytes;
        int at = size;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        size = at;
    }

    /** A floating-point number in 8 bytes, little endian. */
    public void real(double value) {
        room(8);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            bytes[size++] = (byte) bits;
            bits >>>= 8;
        }
    }

    /** A text. */
    public void text(String value) {
        block(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes with their length. */
    public void block(byte[] value) {
        block(value, 0, value.length);
    }

    /** A range of bytes with its length. */
    public void block(byte[] value, int start, int length) {
        number(length);
        append(value, start, length);
    }

    /** All of another with its length. */
    public void block(BinaryWriter value) {
        block(value.bytes, 0, value.size);
    }

    /** All of another as it is. */
    public void append(BinaryWriter value) {
        append(value.bytes, 0, value.size);
    }

    /** A range of bytes as it is. */
    public void append(byte[] value, int start, int length) {
        room(length);
        System.arraycopy(value, start, bytes, size, length);
        size += length;
    }

    /** Forgets what was written, to be used again. */
    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** What was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * The bytes behind their first, which is their layout. Error: {@link UnknownLayout} for another one.
     *
     * @param what they are, in the plural, such as {@code stored windows}
     */
    public static ByteBuffer begin(byte[] bytes, int layout, String what) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        int found = from.get();
        if (found != layout) {
            throw new UnknownLayout(what, found, layout);
        }
        return from;
    }

    /** The inverse of {@link #number}. Error: {@link IllegalArgumentException} where there is none. */
    public static long readNumber(ByteBuffer from) {
        byte b = from.get();
        if (b >= 0) {
            return (b >>> 1) ^ -(b & 1);
        }
        long rest = b & 0x7F;
        for (int shift = 7; shift < 64; shift += 7) {
            b = from.get();
            rest |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new IllegalArgumentException("not a number at byte " + from.position());
    }

    /** The inverse of {@link #real}. */
    public static double readReal(ByteBuffer from) {
        return Double.longBitsToDouble(Long.reverseBytes(from.getLong()));
    }

    /** A length that can be true of what is left. Error: {@link IllegalArgumentException}. */
    public static int readLength(ByteBuffer from) {
        long length = readNumber(from);
        if (length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException("not a length: " + length + " with " + from.remaining() + " bytes left");
        }
        return (int) length;
    }

    /** The inverse of {@link #text}. */
    public static String readText(ByteBuffer from) {
        return new String(readBlock(from), StandardCharsets.UTF_8);
    }

    /** The inverse of {@link #block}. */
    public static byte[] readBlock(ByteBuffer from) {
        byte[] value = new byte[readLength(from)];
        from.get(value);
        return value;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
