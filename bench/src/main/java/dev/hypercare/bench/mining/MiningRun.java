package dev.hypercare.bench.mining;

import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.text.TextMask;
import dev.hypercare.patterns.mining.MiningLimits;
import dev.hypercare.patterns.mining.TemplateMiner;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Measures the miner in this thread, by its CPU time.
 *
 * @param rounds how often the lines are gone through; the first half warms up
 */
record MiningRun(int rounds) {
    private static final int LINES_IN_A_PANE = 1000;
    private static final long PANE_MILLIS = 10_000;

    MiningResult measure(String name, List<String> lines) {
        double hash = nanos(lines, MiningRun::hash);
        double mask = nanos(lines, line -> TextMask.mask(line).length());
        Feed feed = new Feed();
        double mine = nanos(lines, feed);
        return new MiningResult(
                name, (long) lines.size() * (rounds - rounds / 2), hash, mask, mine, feed.miner.size(), feed.other);
    }

    private double nanos(List<String> lines, ToLongFunction<String> work) {
        long kept = 0;
        long begun = 0;
        for (int round = 0; round < rounds; round++) {
            if (round == rounds / 2) {
                begun = cpuNanos();
            }
            for (String line : lines) {
                kept += work.applyAsLong(line);
            }
        }
        double spent = cpuNanos() - begun;
        if (kept == Long.MIN_VALUE) { // so that the work cannot be left out
            throw new IllegalStateException("hashes add up to the least number");
        }
        return spent / lines.size() / (rounds - rounds / 2);
    }

    private static long hash(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return DistinctCount.hash(bytes, 0, bytes.length);
    }

    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** One miner that is fed panes of a thousand lines. */
    static final class Feed implements ToLongFunction<String> {
        final TemplateMiner miner = new TemplateMiner(MiningLimits.USUAL);
        long other;
        private long lines;

        @Override
        public long applyAsLong(String line) {
            String id = miner.mine(line, lines / LINES_IN_A_PANE * PANE_MILLIS).id();
            other += id.equals(TemplateMiner.OTHER) ? 1 : 0;
            if (++lines % LINES_IN_A_PANE == 0) {
                miner.changed();
            }
            return id.length();
        }
    }
}
