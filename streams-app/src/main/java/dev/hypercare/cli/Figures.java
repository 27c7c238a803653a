package dev.hypercare.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times for people. */
final class Figures {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

    private Figures() {}

    /** {@code 1,234,567}. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** A part of a whole in percent, without its sign: {@code 0.25}; {@code -} of nothing. */
    static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
    }

    /** A rate: {@code 0.02}, {@code 41.2}, {@code 1,234}. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 1 ? "%.2f" : perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }

    /** Milliseconds without the unit: {@code 0.83}, {@code 23.4}, {@code 1,600}. */
    static String millis(double ms) {
        return String.format(Locale.ROOT, ms < 10 ? "%.2f" : ms < 100 ? "%.1f" : "%,.0f", ms);
    }

    /** Microseconds with a unit: {@code 830 us}, {@code 23.4 ms}, {@code 1.60 s}; {@code -} below zero, not measured. */
    static String duration(long micros) {
        if (micros < 0) {
            return "-";
        }
        if (micros < 1000) {
            return micros + " us";
        }
        return micros < 1_000_000
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1e3)
                : String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }

    /** A figure of a rule's evidence: as short as it can be told. */
    static String figure(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** Month, day and time of day in a zone. */
    static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }
}
