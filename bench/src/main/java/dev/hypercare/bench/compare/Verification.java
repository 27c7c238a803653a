package dev.hypercare.bench.compare;

import dev.hypercare.bench.data.FoundWindow;
import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.bench.data.TruthWindow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a variant put out against the truth: every series and minute, its calls, failures, durations. What was found is not kept,
 * since a million series have millions of windows: only which ones came, and what is wrong with them.
 */
public final class Verification {
    /** How far a percentile may be off: sketches promise 1 %, their bucket's middle may be a little more. */
    private static final double TOLERANCE = 0.02;

    /** So many differences are kept in words. */
    private static final int MOST_TOLD = 1000;

    private static final long MINUTE_MILLIS = 60_000;

    private final List<TruthWindow> truth;
    private final Map<String, Integer> series = new HashMap<>();
    /** Place in the truth by series and minute. */
    private final LongTable rows;

    private final BitSet found = new BitSet();
    private final long[] versions;
    private final Map<Integer, String> different = new TreeMap<>();
    private int repeated;
    private int unknown;
    private @Nullable String example;

    /** @param windows the truth, with the numbers of series as in the book */
    public Verification(List<TruthWindow> windows, SeriesBook book) {
        truth = windows;
        versions = new long[windows.size()];
        rows = new LongTable(windows.size());
        for (int i = 0; i < book.size(); i++) {
            series.put(book.key(i), i);
        }
        for (int row = 0; row < windows.size(); row++) {
            rows.put(place(windows.get(row).series(), windows.get(row).minute()), row);
        }
    }

    private static long place(int number, long minute) {
        return ((long) number << 32) + Math.floorDiv(minute, MINUTE_MILLIS);
    }

    private int row(String key, long minute) {
        Integer number = series.get(key);
        return number == null || minute % MINUTE_MILLIS != 0 ? LongTable.ABSENT : rows.get(place(number, minute));
    }

    /** Takes a window; one that was there before is replaced. */
    void take(FoundWindow window) {
        int row = row(window.key(), window.minute());
        if (row == LongTable.ABSENT) {
            unknown++;
            example = window.key() + "\t" + window.minute();
            return;
        }
        found.set(row);
        String difference = difference(truth.get(row), window);
        if (difference.isEmpty()) {
            different.remove(row);
        } else {
            different.put(row, different.size() < MOST_TOLD ? difference : "");
        }
    }

    /** Takes a window that must not have been there before. */
    void takeOnce(FoundWindow window) {
        int row = row(window.key(), window.minute());
        if (row != LongTable.ABSENT && found.get(row)) {
            repeated++;
            example = window.key() + "\t" + window.minute();
        }
        take(window);
    }

    /** Notes the version of a window, above 0; whether it is newer than the one noted before. True for a window that there is not. */
    boolean isNewer(FoundWindow window, long version) {
        int row = row(window.key(), window.minute());
        if (row == LongTable.ABSENT) {
            return true;
        }
        long before = versions[row];
        versions[row] = version;
        return version > before;
    }

    /** How many windows of the truth have not come. */
    int missing() {
        return truth.size() - found.cardinality();
    }

    /** What comes of it. */
    Verdict verdict() {
        List<String> wrong = new ArrayList<>();
        if (!different.isEmpty()) {
            Map.Entry<Integer, String> first = different.entrySet().iterator().next();
            wrong.add(different.size() + " of " + truth.size() + " windows wrong, such as "
                    + named(truth.get(first.getKey())) + ": " + first.getValue());
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

    private String named(TruthWindow window) {
        String key = series.entrySet().stream()
                .filter(one -> one.getValue() == window.series())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("?");
        return readable(key) + " " + window.minute();
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
