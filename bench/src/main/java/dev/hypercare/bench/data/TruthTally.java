package dev.hypercare.bench.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the truth while a dataset is made: every duration is kept until its minute is over, then sorted. */
final class TruthTally {
    private static final long MINUTE = 60_000;

    private final int series;
    private final Consumer<TruthWindow> to;
    private final TreeMap<Long, @Nullable Durations[]> open = new TreeMap<>();

    private static final class Durations {
        private int[] micros = new int[4];
        private int count;
        private int failed;
    }

    /** @param to takes each window when its minute is over */
    TruthTally(int series, Consumer<TruthWindow> to) {
        this.series = series;
        this.to = to;
    }

    void add(CallFacts call) {
        long minute = call.completedAt - call.completedAt % MINUTE;
        @Nullable Durations[] all = open.computeIfAbsent(minute, absent -> new Durations[series]);
        Durations durations = all[call.series];
        if (durations == null) {
            durations = new Durations();
            all[call.series] = durations;
        }
        if (durations.count == durations.micros.length) {
            durations.micros = Arrays.copyOf(durations.micros, durations.count * 2);
        }
        durations.micros[durations.count++] = Math.toIntExact(call.durationMicros);
        durations.failed += call.status >= 500 || call.status == 0 ? 1 : 0;
    }

    /** No call that completed before this instant will come, milliseconds since the epoch. */
    void close(long before) {
        List<Long> over = new ArrayList<>(open.headMap(before - MINUTE, true).keySet());
        for (Long minute : over) {
            @Nullable Durations[] all = open.remove(minute);
            for (int i = 0; all != null && i < all.length; i++) {
                Durations durations = all[i];
                if (durations != null) {
                    to.accept(window(i, minute, durations));
                }
            }
        }
    }

    private static TruthWindow window(int series, long minute, Durations durations) {
        int n = durations.count;
        int[] sorted = Arrays.copyOf(durations.micros, n);
        Arrays.sort(sorted);
        long sum = 0;
        for (int micros : sorted) {
            sum += micros;
        }
        int low = (int) ((n - 1) * 99L / 100);
        int high = (int) ((n * 99L + 99) / 100) - 1;
        return new TruthWindow(
                series, minute, n, durations.failed, sum, sorted[n - 1], sorted[low], sorted[Math.max(low, high)]);
    }
}
