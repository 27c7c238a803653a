package dev.hypercare.rules;

import java.util.Locale;

/** What a measure counts in, and how it is shown to people. */
enum Unit {
    COUNT("number"),
    SHARE("0 to 1"),
    MILLIS("milliseconds"),
    RATE("per second"),
    MONEY("currency units"),
    BYTES("bytes"),
    STATUS("status, 0 for no response");

    private final String label;

    Unit(String label) {
        this.label = label;
    }

    /** For the reference page. */
    String label() {
        return label;
    }

    /** The value as people read it: {@code 2.4 %}, {@code 512 ms}; {@code -} for a value that was not measured, which for a status means any error. */
    String show(double value) {
        if (Double.isNaN(value)) {
            return this == STATUS ? "any error" : "-";
        }
        return switch (this) {
            case COUNT -> rounded(value);
            case SHARE -> format(value != 0 && Math.abs(value) < 0.001 ? "%.3f %%" : "%.1f %%", value * 100);
            case MILLIS -> format(Math.abs(value) < 10 ? "%.1f ms" : "%.0f ms", value);
            case RATE -> format("%.1f/s", value);
            case MONEY -> format("%.4f", value);
            case BYTES -> rounded(value) + " bytes";
            case STATUS -> value == 0 ? "no response" : rounded(value);
        };
    }

    private static String rounded(double value) {
        return value == Math.rint(value) ? format("%.0f", value) : format("%.2f", value);
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
