package dev.hypercare.contract.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them. */
public final class Durations {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private Durations() {}

    /** Reads {@code 500ms}, {@code 10s}, {@code 1m30s}, {@code 7d}. Error: {@link IllegalArgumentException} with no message. */
    public static Duration parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        long millis = 0;
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() != end) {
                throw new IllegalArgumentException();
            }
            end = matcher.end();
            long unit = switch (matcher.group(2)) {
                case "ms" -> 1;
                case "s" -> 1000;
                case "m" -> 60_000;
                case "h" -> 3_600_000;
                default -> 86_400_000;
            };
            try {
                millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException();
            }
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException();
        }
        return Duration.ofMillis(millis);
    }

    /** The inverse of {@link #parse}. */
    public static String show(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long[] units = {86_400_000, 3_600_000, 60_000, 1000, 1};
        String[] names = {"d", "h", "m", "s", "ms"};
        for (int i = 0; i < units.length; i++) {
            if (millis >= units[i]) {
                text.append(millis / units[i]).append(names[i]);
                millis %= units[i];
            }
        }
        return text.toString();
    }
}
