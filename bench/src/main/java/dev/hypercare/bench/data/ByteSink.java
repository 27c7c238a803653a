package dev.hypercare.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, with the few ways of writing that the forms need. */
final class ByteSink {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int size;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void clear() {
        size = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    void put(int value) {
        need(1);
        bytes[size++] = (byte) value;
    }

    void put(byte[] all) {
        need(all.length);
        System.arraycopy(all, 0, bytes, size, all.length);
        size += all.length;
    }

    /** A zigzag varint, which is how Avro writes int and long. */
    void varint(long value) {
        need(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void bigEndian(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            put(value >>> shift);
        }
    }

    /** 16 hexadecimal digits. */
    void hex(long value) {
        hexPart(value, 64);
    }

    /** 36 characters in the form of a UUID. */
    void uuid(long high, long low) {
        hexPart(high, 32);
        put('-');
        hexPart(high << 32, 16);
        put('-');
        hexPart(high << 48, 16);
        put('-');
        hexPart(low, 16);
        put('-');
        hexPart(low << 16, 48);
    }

    void decimal(long value) {
        long unit = 1;
        while (value / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            put((int) ('0' + value / unit % 10));
        }
    }

    /** Milliseconds as seconds with three decimals. */
    void seconds(long millis) {
        decimal(millis / 1000);
        put('.');
        put((int) ('0' + millis / 100 % 10));
        put((int) ('0' + millis / 10 % 10));
        put((int) ('0' + millis % 10));
    }

    private void hexPart(long value, int bits) {
        need(bits / 4);
        for (int shift = 60; shift > 60 - bits; shift -= 4) {
            bytes[size++] = HEX[(int) (value >>> shift) & 15];
        }
    }

    private void need(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
