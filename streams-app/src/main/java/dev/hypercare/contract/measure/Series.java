package dev.hypercare.contract.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of labels that KPIs are kept for, in the order of its view.
 *
 * @param text canonical form, such as {@code api=payments,route=/v1/pay}; {@code %}, comma and {@code =} in values are written as
 *     {@code %25}, {@code %2C}, {@code %3D}
 */
public record Series(String text) {
    private static final String VERSION = "version=";

    /** The series of a view's labels and their values; same length. */
    public static Series of(List<String> labels, List<String> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(labels.get(i)).append('=');
            escape(values.get(i), text);
        }
        return new Series(text.toString());
    }

    /** Labels by name, in the order of the view. Error: {@link IllegalArgumentException} where the text is not canonical. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return labels;
        }
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("not a series: " + text + " (expected: api=payments,route=/v1/pay)");
            }
            labels.put(pair.substring(0, equals), unescape(pair.substring(equals + 1)));
        }
        return labels;
    }

    /** The labels that make the series, comma separated: {@code api,route}. */
    public String view() {
        return String.join(",", labels().keySet());
    }

    /**
     * What decides in which partition it is counted: itself but for the version, so that the versions of a route meet in one place and can
     * be compared.
     */
    public String place() {
        int at = text.startsWith(VERSION) ? 0 : text.indexOf("," + VERSION);
        if (at < 0) {
            return text;
        }
        int end = text.indexOf(',', at + 1);
        return at == 0
                ? end < 0 ? "" : text.substring(end + 1)
                : text.substring(0, at) + (end < 0 ? "" : text.substring(end));
    }

    private static void escape(String value, StringBuilder to) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '%' -> to.append("%25");
                case ',' -> to.append("%2C");
                case '=' -> to.append("%3D");
                default -> to.append(c);
            }
        }
    }

    private static String unescape(String value) {
        return value.replace("%2C", ",").replace("%3D", "=").replace("%25", "%");
    }

    @Override
    public String toString() {
        return text;
    }
}
