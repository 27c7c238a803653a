package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/** Lines of JSON, one object each. What stands before the first brace of a line (the head that syslog adds) is skipped. */
record JsonLine(JsonShape shape) implements LogLine {

    /** Reads a record that a shipper made of lines: lines, or one array of what they held. */
    static void parse(byte[] record, JsonShape batch, LogLine line, Consumer<Parsed> to) {
        if (startsWithArray(record)) {
            JsonEntries.parse(record, batch, to);
        } else {
            LogLine.each(record, line, to);
        }
    }

    @Override
    public Outcome<CallDraft> read(byte[] record, int from, int to) {
        int start = from;
        boolean blank = true;
        while (start < to && record[start] != '{') {
            blank &= isBlank(record[start]);
            start++;
        }
        if (start == to) {
            return blank
                    ? Outcome.rejected("empty", null, "nothing (expected: " + shape.what() + ")")
                    : Outcome.rejected("malformed-json", null, "no brace (expected: " + shape.what() + ")");
        }
        Outcome.Rejected<CallDraft> unreadable = StrictJson.problemOfText(record, from, to);
        if (unreadable != null) {
            return unreadable;
        }
        try (JsonParser parser = StrictJson.parser(record, start, to)) {
            parser.nextToken();
            Outcome<CallDraft> outcome = shape.read(new FieldReader(parser));
            return parser.nextToken() == null
                    ? outcome
                    : Outcome.rejected(
                            "malformed-json", null, "more after the object (expected: one JSON object a line)");
        } catch (IOException | RuntimeException e) {
            return StrictJson.rejection(e);
        }
    }

    /** Whether the record begins with {@code [} and an object; a bracket alone may be the head of a line. */
    private static boolean startsWithArray(byte[] record) {
        int bracket = afterBlanks(record, 0);
        int entry = bracket < record.length && record[bracket] == '[' ? afterBlanks(record, bracket + 1) : 0;
        return entry > 0 && entry < record.length && record[entry] == '{';
    }

    private static int afterBlanks(byte[] record, int from) {
        int at = from;
        while (at < record.length && isBlank(record[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }
}
