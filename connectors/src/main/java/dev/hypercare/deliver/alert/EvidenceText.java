package dev.hypercare.deliver.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures behind an alert, for people. */
public final class EvidenceText {
    private EvidenceText() {}

    /** Such as {@code calls=120, error_ratio=0.31}; sorted by name. */
    public static String of(Map<String, Double> evidence) {
        return evidence.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** With four digits that count, and without an exponent. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
