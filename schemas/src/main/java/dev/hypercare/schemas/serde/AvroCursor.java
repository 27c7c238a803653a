package dev.hypercare.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** A place in the Avro binary that never leaves its bounds. Errors of all methods: {@link SerializationException}. */
final class AvroCursor {
    /** Bytes of the longest encoding of a long and of an int. */
    private static final int LONG_BYTES = 10;

    private static final int INT_BYTES = 5;

    byte[] bytes = {};
    /** Where the record begins: errors count from here, so that they do not depend on what else the array holds. */
    int start;

    int position;
    int end;

    /** A long, as its zigzag varint of 1 to 10 bytes says. */
    long number() {
        long raw = raw(LONG_BYTES);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** An int, of 1 to 5 bytes; bits above the 32nd are lost, as in Avro's own decoder. */
    int integer() {
        int raw = (int) raw(INT_BYTES);
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** A length that the rest of the bytes can hold. */
    int length() {
        long length = number();
        if (length < 0 || length > end - position) {
            throw notALength(length, position);
        }
        return (int) length;
    }

    /** Passes over so many bytes. */
    void skip(int length) {
        if (length > end - position) {
            throw ended();
        }
        position += length;
    }

    /** Passes over a varint. */
    void skipNumber() {
        raw(LONG_BYTES);
    }

    private long raw(int atMost) {
        long raw = 0;
        for (int i = 0; i < atMost; i++) {
            if (position >= end) {
                throw ended();
            }
            byte b = bytes[position++];
            raw |= (long) (b & 0x7F) << (7 * i);
            if (b >= 0) {
                return raw;
            }
        }
        throw new SerializationException("a number of more than " + atMost + " bytes, before byte " + told(position));
    }

    SerializationException notALength(long claimed, int at) {
        return new SerializationException(
                "a length of " + claimed + " with " + (end - at) + " bytes left, before byte " + told(at));
    }

    private SerializationException ended() {
        return new SerializationException("the bytes end early, at byte " + told(position));
    }

    /** A place as errors tell it. */
    int told(int at) {
        return at - start;
    }
}
