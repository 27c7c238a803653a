package dev.hypercare.bench.flink;

import java.util.Arrays;

/** Bytes that grow: numbers of 0 and more take seven bits a byte, the lowest first. Not thread-safe. */
final class PackedBytes {
    private byte[] bytes = new byte[1024];
    private int size;

    void clear() {
        size = 0;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** The array that holds them from 0 on; another one after the next that is added. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void four(int value) {
        room(4);
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    /** Some bytes of an array, without their length. */
    void all(byte[] from, int start, int length) {
        room(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
