package dev.hypercare.testdata;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The completion time in the text of an NGINX JSON log line, found and moved without reading the rest: {@code msec} (epoch seconds
 * with a fraction, as a text or a number), else {@code time_iso8601}, else {@code time_local}.
 */
final class LogTime {
    private static final Pattern MSEC =
            Pattern.compile("\"msec\"\\s*:\\s*\"?(\\d{1,11})(?:\\.(\\d{1,9}))?(?=[\",}\\s])");
    private static final Pattern ISO = Pattern.compile("\"time_iso8601\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern LOCAL = Pattern.compile("\"time_local\"\\s*:\\s*\"([^\"]+)\"");
    private static final DateTimeFormatter LOCAL_FORMAT =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);

    /** As NGINX writes it: {@code +00:00}, not {@code Z}, and always with seconds. */
    private static final DateTimeFormatter ISO_SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private LogTime() {}

    /** Epoch milliseconds; empty where the line has no readable time. */
    static OptionalLong of(String line) {
        Matcher msec = MSEC.matcher(line);
        if (msec.find()) {
            return OptionalLong.of(millis(msec));
        }
        OptionalLong iso = instant(line, ISO, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        return iso.isPresent() ? iso : instant(line, LOCAL, LOCAL_FORMAT);
    }

    /** The line with every time in it moved; a time that cannot be read stays. */
    static String shift(String line, long byMillis) {
        Matcher msec = MSEC.matcher(line);
        OptionalLong exact = msec.find() ? OptionalLong.of(millis(msec) + byMillis) : OptionalLong.empty();
        String shifted = line;
        if (exact.isPresent()) {
            long at = exact.getAsLong();
            String text = String.format(Locale.ROOT, "%d.%03d", Math.floorDiv(at, 1000L), Math.floorMod(at, 1000L));
            int end = msec.group(2) == null ? msec.end(1) : msec.end(2);
            shifted = line.substring(0, msec.start(1)) + text + line.substring(end);
        }
        shifted = rewrite(shifted, ISO, DateTimeFormatter.ISO_OFFSET_DATE_TIME, byMillis, exact);
        return rewrite(shifted, LOCAL, LOCAL_FORMAT, byMillis, exact);
    }

    private static long millis(MatchResult msec) {
        String fraction = msec.group(2) == null ? "" : msec.group(2);
        return Long.parseLong(msec.group(1)) * 1000 + Long.parseLong((fraction + "000").substring(0, 3));
    }

    private static OptionalLong instant(String line, Pattern field, DateTimeFormatter format) {
        Matcher matcher = field.matcher(line);
        try {
            return matcher.find()
                    ? OptionalLong.of(OffsetDateTime.parse(matcher.group(1), format)
                            .toInstant()
                            .toEpochMilli())
                    : OptionalLong.empty();
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /** Writes the moved time in the form and the zone of the old one, which has whole seconds. */
    private static String rewrite(
            String line, Pattern field, DateTimeFormatter format, long byMillis, OptionalLong exact) {
        Matcher matcher = field.matcher(line);
        if (!matcher.find()) {
            return line;
        }
        try {
            OffsetDateTime old = OffsetDateTime.parse(matcher.group(1), format);
            long moved = exact.orElse(old.toInstant().toEpochMilli() + byMillis);
            OffsetDateTime at =
                    Instant.ofEpochSecond(Math.floorDiv(moved, 1000L)).atOffset(old.getOffset());
            String text = (format == LOCAL_FORMAT ? format : ISO_SECONDS).format(at);
            return line.substring(0, matcher.start(1)) + text + line.substring(matcher.end(1));
        } catch (DateTimeException e) {
            return line;
        }
    }
}
