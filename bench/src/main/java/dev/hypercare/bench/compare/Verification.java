package dev.hypercare.bench.compare;

import dev.hypercare.bench.data.FoundWindow;
import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.bench.data.TruthWindow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what a variant put out against the truth: every series and minute, its calls, failures, durations. */
final class Verification {
    /** How far a percentile may be off: sketches promise 1 %, their bucket's middle may be a little more. */
    private static final double TOLERANCE = 0.02;

    private final Map<String, TruthWindow> truth = new HashMap<>();
    private final Map<String, FoundWindow> found = new HashMap<>();
    private int repeated;
    private int unknown;
    private @Nullable String example;

    Verification(List<TruthWindow> windows, SeriesBook book) {
        for (TruthWindow window : windows) {
            truth.put(book.key(window.series()) + "\t" + window.minute(), window);
        }
    }

    /** Takes a window; one that was there before is replaced. */
    void take(FoundWindow window) {
        String key = window.key() + "\t" + window.minute();
        if (!truth.containsKey(key)) {
            unknown++;
            example = key;
        } else {
            found.put(key, window);
        }
    }

    /** Takes a window that must not have been there before. */
    void takeOnce(FoundWindow window) {
        if (found.containsKey(window.key() + "\t" + window.minute())) {
            repeated++;
            example = window.key() + "\t" + window.minute();
        }
        take(window);
    }

    /** How many windows of the truth have not come. */
    int missing() {
        return truth.size() - found.size();
    }

    /** What comes of it. */
    Verdict verdict() {
        List<String> wrong = new ArrayList<>();
        int different = 0;
        String firstDifferent = "";
        for (Map.Entry<String, FoundWindow> one : found.entrySet()) {
            TruthWindow true0 = truth.get(one.getKey());
            String difference = true0 == null ? "" : difference(true0, one.getValue());
            if (!difference.isEmpty()) {
                different++;
                firstDifferent = readable(one.getKey()) + ": " + difference;
            }
        }
        if (different > 0) {
            wrong.add(different + " of " + truth.size() + " windows wrong, such as " + firstDifferent);
        }
        if (missing() > 0) {
            wrong.add(missing() + " of " + truth.size() + " windows missing");
        }
        if (unknown > 0) {
            wrong.add(unknown + " windows that should not be, such as " + readable(String.valueOf(example)));
        }
        if (repeated > 0) {
            wrong.add(repeated + " windows put out twice, such as " + readable(String.valueOf(example)));
        }
        return wrong.isEmpty() ? Verdict.EXACT : Verdict.wrong(String.join("; ", wrong));
    }

    private static String difference(TruthWindow is, FoundWindow says) {
        if (says.calls() != is.calls()) {
            return "calls " + says.calls() + " (true: " + is.calls() + ")";
        }
        if (says.failed() != is.failed()) {
            return "failed " + says.failed() + " (true: " + is.failed() + ")";
        }
        if (says.sumMicros() != is.sumMicros()) {
            return "sum of durations " + says.sumMicros() + " us (true: " + is.sumMicros() + ")";
        }
        if (says.maxMicros() != is.maxMicros()) {
            return "maximum " + says.maxMicros() + " us (true: " + is.maxMicros() + ")";
        }
        boolean near = says.p99Micros() >= is.p99Low() * (1 - TOLERANCE) - 1
                && says.p99Micros() <= is.p99High() * (1 + TOLERANCE) + 1;
        return near
                ? ""
                : "p99 " + Math.round(says.p99Micros()) + " us (true: " + is.p99Low() + " to " + is.p99High() + ")";
    }

    private static String readable(String key) {
        return key.replace('\t', ' ');
    }
}
