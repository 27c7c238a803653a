package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;

/** What binary forms of learned states share: a layout in front, and floats of 4 bytes, little endian. */
public final class StateForm {
    private StateForm() {}

    /** Reads the layout. Error: {@link UnknownLayout}, which names what it is of, in the plural. */
    static void expect(int layout, ByteBuffer from, String what) {
        int found = from.get();
        if (found != layout) {
            throw new UnknownLayout(what, found, layout);
        }
    }

    /** Appends floats. */
    public static void write(BinaryWriter to, float... values) {
        for (float value : values) {
            int bits = Float.floatToRawIntBits(value);
            for (int shift = 0; shift < 32; shift += 8) {
                to.raw(bits >>> shift);
            }
        }
    }

    /** The inverse of {@link BinaryWriter#real}. */
    public static double readReal(ByteBuffer from) {
        return Double.longBitsToDouble(Long.reverseBytes(from.getLong()));
    }

    /** Reads one float. */
    public static float read(ByteBuffer from) {
        int bits = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            bits |= (from.get() & 0xFF) << shift;
        }
        return Float.intBitsToFloat(bits);
    }

    static void read(ByteBuffer from, float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = read(from);
        }
    }
}
