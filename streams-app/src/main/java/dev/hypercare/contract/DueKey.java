package dev.hypercare.contract;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.SeriesList;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The key under which the merge keeps which series have data in a roll-up that is not closed yet: number of the resolution (1 byte),
 * start (8 bytes), number of the piece of the list (4 bytes), big endian. The layout before had the series in the key and no value.
 *
 * @param start first instant of the roll-up, milliseconds
 * @param piece number of the {@link SeriesList} piece that is the value; -1 in the layout before
 */
public record DueKey(Resolution resolution, long start, int piece) {
    /**
     * Under it stands, after what has been written of a pane, how far the list is, for its copies: a list of one text, the instant. Panes
     * are never due, so versions that do not know it pass it over.
     */
    public static final DueKey MARK = new DueKey(Resolution.PANE, 0, 0);

    private static final int LENGTH = 13;

    /** The binary form. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .put((byte) resolution.ordinal())
                .putLong(start)
                .putInt(piece)
                .array();
    }

    /** What all keys of a roll-up begin with. */
    public static byte[] prefix(Resolution resolution, long start) {
        return ByteBuffer.allocate(9)
                .put((byte) resolution.ordinal())
                .putLong(start)
                .array();
    }

    /** Reads the binary form, of the layout before as well. */
    public static DueKey of(byte[] key, byte[] value) {
        ByteBuffer from = ByteBuffer.wrap(key);
        Resolution resolution = Resolution.values()[from.get()];
        return new DueKey(resolution, from.getLong(), value.length == 0 ? -1 : from.getInt());
    }

    /** What stands under {@link #MARK}. @param upTo end of the newest closed pane, milliseconds since the epoch */
    public static byte[] mark(long upTo) {
        return SeriesList.pieces(List.of(new Series(Long.toString(upTo)))).get(0);
    }

    /** What a mark says. Error: {@link IllegalArgumentException} for bytes that are none. */
    public static long marked(byte[] mark) {
        List<String> texts = new ArrayList<>();
        SeriesList.read(mark, texts::add);
        if (texts.size() != 1) {
            throw new IllegalArgumentException("a mark of " + texts.size() + " texts");
        }
        return Long.parseLong(texts.get(0));
    }

    /** Calls the action for the text of each series of an entry, of the layout before as well. */
    public static void series(byte[] key, byte[] value, Consumer<String> action) {
        if (value.length == 0) {
            action.accept(new String(key, 9, key.length - 9, StandardCharsets.UTF_8));
        } else {
            SeriesList.read(value, action);
        }
    }
}
