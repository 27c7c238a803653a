package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;

/**
 * A closed window as the local stores keep it: keyed by series, at its start.
 *
 * @param epoch raised by a reset of the application
 * @param version 1 when the window closed, one more for each correction
 * @param kpis what was counted
 */
public record StoredWindow(int epoch, int version, Kpis kpis) {
    private static final int LAYOUT = 1;

    /** The binary form. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.number(epoch);
        writer.number(version);
        kpis.write(writer);
        return writer.toBytes();
    }

    /** Reads the binary form. Error: {@link UnknownLayout}. */
    public static StoredWindow fromBytes(byte[] bytes) {
        ByteBuffer from = start(bytes);
        return new StoredWindow(
                Math.toIntExact(BinaryWriter.readNumber(from)),
                Math.toIntExact(BinaryWriter.readNumber(from)),
                Kpis.read(from));
    }

    /** Reads the plain numbers of the KPIs in the binary form, and nothing else. Error: {@link UnknownLayout}. */
    public static Kpis numbers(byte[] bytes) {
        ByteBuffer from = start(bytes);
        BinaryWriter.readNumber(from);
        BinaryWriter.readNumber(from);
        return Kpis.readNumbers(from);
    }

    /** Where the KPIs begin in the binary form. Error: {@link UnknownLayout}. */
    public static int kpisStart(byte[] bytes) {
        ByteBuffer from = start(bytes);
        BinaryWriter.readNumber(from);
        BinaryWriter.readNumber(from);
        return from.position();
    }

    private static ByteBuffer start(byte[] bytes) {
        return BinaryWriter.begin(bytes, LAYOUT, "stored windows");
    }
}
