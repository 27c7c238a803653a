package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/** Numbers with a fraction in binary states: 4 bytes, big endian, as {@link ByteBuffer#getFloat} reads them. */
final class Floats {
    private Floats() {}

    static void write(BinaryWriter to, float number) {
        int bits = Float.floatToIntBits(number);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            to.raw(bits >>> shift);
        }
    }
}
