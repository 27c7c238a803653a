package dev.hypercare.bench.live;

import java.util.List;

/**
 * Some times, in ms; 0 where there is none.
 *
 * @param alerts how many
 * @param p50 as many are below it as above it
 * @param p99 one of a hundred is above it
 * @param withinASecond how many are at most a second, in either direction
 */
public record DelayFigures(int alerts, long p50, long p99, int withinASecond) {
    private static final long SECOND = 1000;

    static DelayFigures of(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return new DelayFigures(sorted.size(), at(sorted, 0.5), at(sorted, 0.99), (int)
                sorted.stream().filter(one -> Math.abs(one) <= SECOND).count());
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
