package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.util.function.Consumer;

/** Reads one line of a log, which has to be a call. */
@FunctionalInterface
interface LogLine {
    /** More lines than any shipper puts in a record. */
    int MAX_LINES = 10_000;

    /** The call in {@code record[from, to)}, or why there is none. */
    Outcome<CallDraft> read(byte[] record, int from, int to);

    /**
     * Reads the lines of a record and hands on their calls in order. Every line counts, an empty one too; only the end of the last line
     * makes no line of its own.
     */
    static void each(byte[] record, LogLine reader, Consumer<Parsed> to) {
        int end = record.length > 0 && record[record.length - 1] == '\n' ? record.length - 1 : record.length;
        int lines = count(record, end);
        if (lines > MAX_LINES) {
            String detail = lines + " lines in a record (expected: at most " + MAX_LINES + ")";
            to.accept(new Parsed(null, 0, record.length, Outcome.rejected("too-large", null, detail)));
            return;
        }
        int from = 0;
        for (int line = 0; line < lines; line++) {
            int next = Bytes.indexOf((byte) '\n', record, from, end);
            to.accept(new Parsed(lines == 1 ? null : line, from, next, reader.read(record, from, next)));
            from = next + 1;
        }
    }

    /** The lines of {@code record[0, end)}, at least one. */
    private static int count(byte[] record, int end) {
        int lines = 1;
        for (int at = Bytes.indexOf((byte) '\n', record, 0, end); at < end; lines++) {
            at = Bytes.indexOf((byte) '\n', record, at + 1, end);
        }
        return lines;
    }
}
