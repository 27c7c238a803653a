package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Lines of text in which a time stands in brackets, as access logs have it. What stands before the time may begin with the head that
 * syslog adds.
 *
 * @param expected what a line should be, for people
 * @param reader takes it apart
 */
record TextLine(String expected, TextLine.Reader reader) implements LogLine {
    /** Reads the call of a line. */
    @FunctionalInterface
    interface Reader {
        /** @param head what stands before the time; {@code words} stands on its bracket */
        Outcome<CallDraft> read(String head, LineScanner words) throws IOException;
    }

    @Override
    public Outcome<CallDraft> read(byte[] record, int from, int to) {
        if (isBlank(record, from, to)) {
            return Outcome.rejected("empty", null, "nothing (expected: " + expected + ")");
        }
        if (to - from > StrictJson.MAX_TEXT) {
            String detail = "a line of " + (to - from) + " bytes (expected: at most " + StrictJson.MAX_TEXT + ")";
            return Outcome.rejected("too-large", null, detail);
        }
        Outcome<CallDraft> unreadable = StrictJson.problemOfText(record, from, to);
        if (unreadable != null) {
            return unreadable;
        }
        int time = bracketedTime(record, from, to);
        if (time == to) {
            return Outcome.rejected("malformed-line", null, "no time in brackets (expected: " + expected + ")");
        }
        try {
            return reader.read(text(record, from, time), new LineScanner(text(record, time, to)));
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read from outside", e);
        }
    }

    /** Where a time in brackets begins, {@code [21/Nov/}; {@code to} where none does. */
    static int bracketedTime(byte[] record, int from, int to) {
        int at = Bytes.indexOf((byte) '[', record, from, to);
        while (at < to && !(at + 8 < to && record[at + 3] == '/' && record[at + 7] == '/')) {
            at = Bytes.indexOf((byte) '[', record, at + 1, to);
        }
        return at;
    }

    private static String text(byte[] record, int from, int to) {
        return new String(record, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isBlank(byte[] record, int from, int to) {
        for (int at = from; at < to; at++) {
            if (record[at] < 0 || record[at] > ' ') {
                return false;
            }
        }
        return true;
    }
}
