package dev.hypercare.contract.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The binary form of a list of series, in pieces that a broker takes: the text of each with its length. */
public final class SeriesList {
    /** A piece ends when it has reached this size, bytes. */
    private static final int FULL = 256 * 1024;

    private SeriesList() {}

    /** The pieces; none for no series. */
    public static List<byte[]> pieces(List<Series> series) {
        List<byte[]> pieces = new ArrayList<>();
        BinaryWriter writer = new BinaryWriter();
        for (Series one : series) {
            writer.text(one.text());
            if (writer.size() >= FULL) {
                pieces.add(writer.toBytes());
                writer.clear();
            }
        }
        if (writer.size() > 0) {
            pieces.add(writer.toBytes());
        }
        return pieces;
    }

    /** Calls the action for the text of each series of a piece. Error: {@link IllegalArgumentException} for bad bytes. */
    public static void read(byte[] piece, Consumer<String> action) {
        ByteBuffer from = ByteBuffer.wrap(piece);
        while (from.hasRemaining()) {
            action.accept(BinaryWriter.readText(from));
        }
    }
}
