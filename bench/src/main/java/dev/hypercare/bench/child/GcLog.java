package dev.hypercare.bench.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log that a JVM keeps of its collector ({@code -Xlog:gc:file=...}). */
public final class GcLog {
    private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9.]+)ms");

    private static final Pattern AFTER = Pattern.compile("Pause .*->([0-9]+)M");

    private GcLog() {}

    /** The most that was left in the heap by any collection, megabytes; -1 without a log. What is garbage by then may be among it. */
    public static long mostAfterMegabytes(Path file) {
        long most = -1;
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher after = AFTER.matcher(line);
                if (after.find()) {
                    most = Math.max(most, Long.parseLong(after.group(1)));
                }
            }
            return most;
        } catch (IOException e) {
            return -1;
        }
    }

    /** All pauses together, milliseconds; -1 without a log. */
    public static long pauseMillis(Path file) {
        double sum = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher pause = PAUSE.matcher(line);
                if (pause.find()) {
                    sum += Double.parseDouble(pause.group(1));
                }
            }
            return Math.round(sum);
        } catch (IOException e) {
            return -1;
        }
    }
}
