package dev.hypercare.normalise.format;

/** Decimal numbers in logs, read exactly and without garbage. */
final class Decimals {
    /** Not a number, or too big for a long. */
    static final long INVALID = Long.MIN_VALUE;

    private static final long TENTH_OF_MAX = Long.MAX_VALUE / 10;

    private Decimals() {}

    /**
     * The number in {@code text[from, to)} times ten to the {@code decimals}, rounded half up; {@link #INVALID} for anything else than
     * {@code [+-]digits[.digits][e[+-]digits]}.
     */
    static long read(char[] text, int from, int to, int decimals) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        long value = 0;
        int digits = 0;
        int fraction = -1;
        boolean roundUp = false;
        for (; at < to; at++) {
            char c = text[at];
            if (c == '.' && fraction < 0) {
                fraction = 0;
                continue;
            }
            if (c < '0' || c > '9') {
                return digits > 0 && (c == 'e' || c == 'E') ? withExponent(text, from, to, decimals) : INVALID;
            }
            digits++;
            if (fraction >= decimals) {
                roundUp |= fraction++ == decimals && c >= '5';
                continue;
            }
            if (value >= TENTH_OF_MAX) {
                return INVALID;
            }
            value = value * 10 + (c - '0');
            fraction += fraction < 0 ? 0 : 1;
        }
        if (digits == 0) {
            return INVALID;
        }
        for (int missing = decimals - Math.max(0, fraction); missing > 0; missing--) {
            if (value >= TENTH_OF_MAX) {
                return INVALID;
            }
            value *= 10;
        }
        value += roundUp ? 1 : 0;
        return negative ? -value : value;
    }

    private static long withExponent(char[] text, int from, int to, int decimals) {
        double value;
        try {
            value = Double.parseDouble(new String(text, from, to - from)) * Math.pow(10, decimals);
        } catch (NumberFormatException e) {
            return INVALID;
        }
        return Double.isFinite(value) && Math.abs(value) < 1e18 ? Math.round(value) : INVALID;
    }
}
