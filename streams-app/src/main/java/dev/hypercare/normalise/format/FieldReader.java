package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hypercare.contract.Outcome;
import dev.hypercare.privacy.Masking;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of one call, from a parser that stands on them or from texts that it is fed, and remembers the first that cannot be used.
 * Empty texts, {@code -} and null are values that the gateway did not tell. Errors: {@link IOException} where the JSON is broken.
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
    private static final String SINCE_EPOCH = " since the epoch, in a year from 2000 to 2099";

    private final @Nullable JsonParser parser;
    private Outcome.@Nullable Rejected<CallDraft> problem;
    private String path = "";
    /** What stands in for the parser: the value of a field that is fed, and its name. */
    private char @Nullable [] fed;

    private String fedName = "";

    FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    /** One that is only fed. */
    FieldReader() {
        this.parser = null;
    }

    /** The first problem of all that was read; null where there is none. */
    Outcome.@Nullable Rejected<CallDraft> problem() {
        return problem;
    }

    /** The parser that stands on the value. Error: {@link NullPointerException} where values are only fed. */
    JsonParser json() {
        return Objects.requireNonNull(parser, "values are fed");
    }

    /** Reads an object by a table of its fields; skips anything else. {@code prefix} precedes its fields in messages. */
    void object(String prefix, FieldTable table, CallDraft draft) throws IOException {
        JsonParser json = json();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String outer = path;
        path = prefix;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            FieldTable.Field field = table.find(json.currentName());
            json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else {
                field.read(this, draft);
            }
        }
        path = outer;
    }

    /** Whether the value is one of these texts or numbers, as they are written. */
    boolean is(Set<String> texts) throws IOException {
        if (fed != null) {
            return texts.contains(new String(fed).strip());
        }
        JsonParser json = json();
        return json.currentToken().isScalarValue()
                && texts.contains(json.getText().strip());
    }

    /** Whether the value is an object. */
    boolean isObject() {
        return fed == null && json().currentToken() == JsonToken.START_OBJECT;
    }

    /** Lets the table's field of this name read a text that stands elsewhere; nothing where there is no such field, or no text. */
    void feed(String name, @Nullable String value, FieldTable table, CallDraft draft) throws IOException {
        FieldTable.Field field = value == null ? null : table.find(name);
        if (value != null && field != null) {
            feed(name, value, field, draft);
        }
    }

    /** Lets a field read a text that stands elsewhere. */
    void feed(String name, String value, FieldTable.Field field, CallDraft draft) throws IOException {
        fed = value.toCharArray();
        fedName = name;
        field.read(this, draft);
        fed = null;
    }

    /** A text of at most {@code max} characters, the first one of an array; null where there is none. */
    @Nullable
    String text(int max) throws IOException {
        if (fed != null) {
            return CleanText.of(fed, 0, fed.length, max);
        }
        JsonParser json = json();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            String first = null;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                first = first == null ? scalar(json, max) : first;
                json.skipChildren();
            }
            return first;
        }
        json.skipChildren();
        return json.currentToken() == JsonToken.END_OBJECT ? null : scalar(json, max);
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

    /** As {@link #millis()}, where a negative number says that there was nothing to measure. */
    long millisUnlessNegative() throws IOException {
        return told(number(3, -DAY_MICROS, DAY_MICROS, "milliseconds from 0 to 86400000, or -1 for none"));
    }

    /** Microseconds. */
    long micros() throws IOException {
        return number(0, 0, DAY_MICROS, "microseconds from 0 to 86400000000");
    }

    /** Nanoseconds, as microseconds. */
    long nanos() throws IOException {
        long nanos = number(0, 0, DAY_MICROS * 1000, "nanoseconds from 0 to 86400000000000");
        return nanos == CallDraft.NONE ? nanos : (nanos + 500) / 1000;
    }

    /** Seconds since the epoch with any number of decimals, as milliseconds. */
    long epochSeconds() throws IOException {
        return number(3, EARLIEST, LATEST, "seconds" + SINCE_EPOCH);
    }

    /** Milliseconds since the epoch. */
    long epochMillis() throws IOException {
        return number(0, EARLIEST, LATEST, "milliseconds" + SINCE_EPOCH);
    }

    /** Milliseconds since the epoch, or what is known already. */
    long epochMillis(long absent) throws IOException {
        long millis = epochMillis();
        return millis == CallDraft.NONE ? absent : millis;
    }

    /** Microseconds since the epoch, as milliseconds. */
    long epochMicros() throws IOException {
        long micros = number(0, EARLIEST * 1000, LATEST * 1000, "microseconds" + SINCE_EPOCH);
        return micros == CallDraft.NONE ? micros : micros / 1000;
    }

    /** Nanoseconds since the epoch, as they are; 0 is not told. */
    long epochNanos() throws IOException {
        String expected = "nanoseconds" + SINCE_EPOCH;
        long nanos = number(0, 0, LATEST * 1_000_000, expected);
        if (nanos == 0) {
            return CallDraft.NONE;
        }
        return nanos > 0 && nanos < EARLIEST * 1_000_000 ? bad(Long.toString(nanos), expected) : nanos;
    }

    /** A time in words, see {@link Times}, as milliseconds since the epoch. */
    long time() throws IOException {
        String text = text(CallLimits.WORD);
        if (text == null) {
            return CallDraft.NONE;
        }
        long time = Times.read(text);
        return time >= EARLIEST && time <= LATEST
                ? time
                : bad(text, "a time such as 2026-11-21T10:00:00.123Z, in a year from 2000 to 2099");
    }

    /** A time in words, or what is known already. */
    long time(long absent) throws IOException {
        long time = time();
        return time == CallDraft.NONE ? absent : time;
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

    /** As {@link #status()}, where -1 says that there was no response. */
    long statusUnlessNegative() throws IOException {
        return "-1".equals(text(4)) ? 0 : status();
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
            problem = problem("bad-value", fed == null ? path + json().currentName() : fedName, value, expected);
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

    private static long told(long value) {
        return value < 0 ? CallDraft.NONE : value;
    }

    private long number(int decimals, long min, long max, String expected) throws IOException {
        if (fed != null) {
            return number(fed, 0, fed.length, decimals, min, max, expected);
        }
        JsonParser json = json();
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return CallDraft.NONE;
        }
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            json.skipChildren();
            return bad(kind(token), expected);
        }
        char[] chars = json.getTextCharacters();
        int from = json.getTextOffset();
        return number(chars, from, from + json.getTextLength(), decimals, min, max, expected);
    }

    private long number(char[] chars, int start, int end, int decimals, long min, long max, String expected)
            throws IOException {
        int from = start;
        int to = end;
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

    private static @Nullable String scalar(JsonParser json, int max) throws IOException {
        JsonToken token = json.currentToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            return null;
        }
        return CleanText.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength(), max);
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
