package dev.hypercare.normalise.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Times as logs write them: {@code 2026-11-21T10:00:00.123Z} with any number of decimals and any zone, with or without a colon, and
 * {@code 21/Nov/2026:10:00:00 +0100} of access logs. A time without a zone is UTC in the second form only.
 */
public final class Times {
    /** Not a time. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    /** Characters of both forms without zone and decimals, at least. */
    private static final int SHORTEST = 19;

    private final String text;
    private int at;

    private Times(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** Milliseconds since the epoch, decimals beyond them cut off; {@link #INVALID} for anything else than a time. */
    public static long read(String text) {
        if (text.length() < SHORTEST) {
            return INVALID;
        }
        Times time = new Times(text, 0);
        return text.charAt(2) == '/' ? time.commonLog() : time.iso();
    }

    private long iso() {
        int year = number(4);
        boolean separated = skip("-");
        int month = number(2);
        separated &= skip("-");
        int day = number(2);
        return separated && skip("Tt ") ? clock(day(year, month, day), false) : INVALID;
    }

    private long commonLog() {
        int day = number(2);
        boolean separated = skip("/");
        int month = MONTHS.indexOf(text.substring(at, at + 3).toLowerCase(Locale.ROOT));
        at += 3;
        separated &= skip("/");
        int year = number(4);
        return separated && skip(":") && month >= 0 && month % 3 == 0
                ? clock(day(year, month / 3 + 1, day), true)
                : INVALID;
    }

    /** {@code HH:mm:ss}, decimals and the zone, up to the end. */
    private long clock(long day, boolean zoneIsUtc) {
        int hour = number(2);
        boolean separated = skip(":");
        int minute = number(2);
        separated &= skip(":");
        int second = number(2);
        if (day == INVALID || !separated || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return INVALID;
        }
        // A leap second has no place of its own on this clock.
        if (second < 0 || second > 60) {
            return INVALID;
        }
        long millis = millis();
        long zone = zone(zoneIsUtc);
        return millis == INVALID || zone == INVALID
                ? INVALID
                : ((day * 24 + hour) * 60 + minute - zone) * 60_000 + second * 1000L + millis;
    }

    private long millis() {
        if (!skip(".,")) {
            return 0;
        }
        int from = at;
        int millis = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            millis = at - from < 3 ? millis * 10 + text.charAt(at) - '0' : millis;
            at++;
        }
        for (int digits = at - from; digits < 3; digits++) {
            millis *= 10;
        }
        return at == from ? INVALID : millis;
    }

    /** Minutes east of Greenwich. */
    private long zone(boolean isUtcIfMissing) {
        while (skip(" ")) {
            continue;
        }
        if (at == text.length()) {
            return isUtcIfMissing ? 0 : INVALID;
        }
        if (skip("Zz")) {
            return at == text.length() ? 0 : INVALID;
        }
        int sign = skip("+") ? 1 : skip("-") ? -1 : 0;
        int hours = number(2);
        skip(":");
        int minutes = at == text.length() ? 0 : number(2);
        boolean fits = sign != 0 && hours >= 0 && hours <= 18 && minutes >= 0 && minutes <= 59 && at == text.length();
        return fits ? sign * (hours * 60L + minutes) : INVALID;
    }

    private static long day(int year, int month, int day) {
        if (year < 0 || month < 1 || day < 1) {
            return INVALID;
        }
        try {
            return LocalDate.of(year, month, day).toEpochDay();
        } catch (DateTimeException e) {
            return INVALID;
        }
    }

    /** The next digits, exactly so many; -1 where there are others, or the text ends. */
    private int number(int digits) {
        int value = 0;
        for (int end = at + digits; at < end; at++) {
            if (at >= text.length() || !isDigit(text.charAt(at))) {
                return -1;
            }
            value = value * 10 + text.charAt(at) - '0';
        }
        return value;
    }

    private boolean skip(String any) {
        boolean found = at < text.length() && any.indexOf(text.charAt(at)) >= 0;
        at += found ? 1 : 0;
        return found;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
