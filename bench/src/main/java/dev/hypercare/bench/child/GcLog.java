package dev.hypercare.bench.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log that a JVM keeps of its collector ({@code -Xlog:gc:file=...}). */
public final class GcLog {
    private static final Pattern PAUSE = Pattern.compile("Pause .* ([0-9.]+)ms");

    private GcLog() {}

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
