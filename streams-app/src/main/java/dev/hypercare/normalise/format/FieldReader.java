package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.privacy.Masking;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one call from a parser that stands on them, and remembers the first that cannot be used. Empty texts, {@code -} and
 * null are values that the gateway did not tell. Errors: {@link IOException} where the JSON is broken.
 */
final class FieldReader {
    static final long DAY_MICROS = 86_400_000_000L;
    /** The year 2000, milliseconds. */
    static final long EARLIEST = 946_684_800_000L;
    /** The year 2100, milliseconds. */
    static final long LATEST = 4_102_444_800_000L;

    private static final long MANY = 1L << 53;
    private static final int SHOWN = 64;
    private static final int MASKED = 1000;
    private static final String STATUS = "an HTTP status from 100 to 599, or 0 for no response";

    private final JsonParser parser;
    private Outcome.@Nullable Rejected<CallDraft> problem;
    private String path = "";

    FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The first problem of all that was read; null where there is none. */
    Outcome.@Nullable Rejected<CallDraft> problem() {
        return problem;
    }

    /** Reads an object by a table of its fields; skips anything else. {@code prefix} precedes its fields in messages. */
    void object(String prefix, FieldTable table, CallDraft draft) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        String outer = path;
        path = prefix;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            FieldTable.Field field = table.find(parser.currentName());
            parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else {
                field.read(this, draft);
            }
        }
        path = outer;
    }

    /** A text of at most {@code max} characters, the first one of an array; null where there is none. */
    @Nullable
    String text(int max) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            String first = null;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                first = first == null ? scalar(max) : first;
                parser.skipChildren();
            }
            return first;
        }
        parser.skipChildren();
        return parser.currentToken() == JsonToken.END_OBJECT ? null : scalar(max);
    }

    /** A text, or what stands there already. */
    @Nullable
    String text(int max, @Nullable String absent) throws IOException {
        String text = text(max);
        return text == null ? absent : text;
    }

    /** Seconds with any number of decimals, as microseconds. */
    long seconds() throws IOException {
        return number(6, 0, DAY_MICROS, "seconds from 0 to 86400");
    }

    /** Milliseconds with any number of decimals, as microseconds. */
    long millis() throws IOException {
        return number(3, 0, DAY_MICROS, "milliseconds from 0 to 86400000");
    }

    /** Seconds since the epoch with any number of decimals, as milliseconds. */
    long epochSeconds() throws IOException {
        return number(3, EARLIEST, LATEST, "seconds since the epoch, in a year from 2000 to 2099");
    }

    /** Milliseconds since the epoch. */
    long epochMillis() throws IOException {
        return number(0, EARLIEST, LATEST, "milliseconds since the epoch, in a year from 2000 to 2099");
    }

    /** Bytes, tokens and the like. */
    long count() throws IOException {
        return number(0, 0, MANY, "a whole number, 0 or more");
    }

    /** An amount of money in units, as millionths. */
    long money() throws IOException {
        return number(6, 0, MANY, "an amount, 0 or more");
    }

    /** A status. */
    long status() throws IOException {
        long status = number(0, 0, 599, STATUS);
        return status > 0 && status < 100 ? bad(Long.toString(status), STATUS) : status;
    }

    /** Seconds of several attempts, such as {@code 0.1, 0.2 : 0.3}, added up, as microseconds. */
    long sumOfSeconds() throws IOException {
        long sum = CallDraft.NONE;
        for (String attempt : attempts()) {
            long micros = Decimals.read(attempt.toCharArray(), 0, attempt.length(), 6);
            if (micros < 0 || micros > DAY_MICROS) {
                return bad(attempt, "seconds from 0 to 86400, of each attempt");
            }
            sum = Math.max(sum, 0) + micros;
        }
        return sum <= DAY_MICROS ? sum : bad(sum / 1_000_000 + " s in all", "at most 86400 s");
    }

    /** The status of the last of several attempts, such as {@code 502, 200}. */
    long lastStatus() throws IOException {
        String[] attempts = attempts();
        if (attempts.length == 0) {
            return CallDraft.NONE;
        }
        String last = attempts[attempts.length - 1];
        long status = Decimals.read(last.toCharArray(), 0, last.length(), 0);
        return status == 0 || (status >= 100 && status <= 599) ? status : bad(last, STATUS);
    }

    /** Remembers that the field cannot be used, if nothing was wrong before. */
    long bad(String value, String expected) throws IOException {
        if (problem == null) {
            problem = problem("bad-value", path + parser.currentName(), value, expected);
        }
        return CallDraft.NONE;
    }

    /** A rejection that names field, value and what was expected. */
    static Outcome.Rejected<CallDraft> problem(String reason, String field, String value, String expected) {
        String clean = CleanText.of(value, MASKED);
        // Masked before it is cut: half an address is one still.
        String shown = clean == null ? "''" : CleanText.of(Masking.text(clean), SHOWN);
        return new Outcome.Rejected<>(reason, field, field + ": " + shown + " (expected: " + expected + ")");
    }

    private long number(int decimals, long min, long max, String expected) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return CallDraft.NONE;
        }
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            parser.skipChildren();
            return bad(kind(token), expected);
        }
        char[] chars = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        while (from < to && chars[from] <= ' ') {
            from++;
        }
        while (to > from && chars[to - 1] <= ' ') {
            to--;
        }
        if (from == to || (to - from == 1 && chars[from] == '-')) {
            return CallDraft.NONE;
        }
        long value = Decimals.read(chars, from, to, decimals);
        return value >= min && value <= max ? value : bad(new String(chars, from, to - from), expected);
    }

    private String[] attempts() throws IOException {
        String text = text(1000);
        if (text == null) {
            return new String[0];
        }
        if (text.indexOf(',') < 0 && text.indexOf(':') < 0) {
            return new String[] {text};
        }
        return Arrays.stream(text.split("[,:]"))
                .map(String::strip)
                .filter(attempt -> !attempt.isEmpty() && !attempt.equals("-"))
                .toArray(String[]::new);
    }

    private @Nullable String scalar(int max) throws IOException {
        JsonToken token = parser.currentToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            return null;
        }
        return CleanText.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(), max);
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            case VALUE_TRUE -> "true";
            default -> "false";
        };
    }
}
