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

    /**
     * Measures one kind of lines.
     *
     * @param systems lines of each system, which has a miner of its own
     */
    MiningResult measure(String name, List<List<String>> systems) {
        double lines = 0;
        double hash = 0;
        double mask = 0;
        double mine = 0;
        int templates = 0;
        long other = 0;
        for (List<String> system : systems) {
            Feed feed = new Feed();
            hash += nanos(system, MiningRun::hash);
            mask += nanos(system, line -> TextMask.mask(line).length());
            mine += nanos(system, feed);
            lines += system.size();
            templates += feed.miner.size();
            other += feed.other;
        }
        return new MiningResult(
                name, (long) lines * (rounds - rounds / 2), hash / lines, mask / lines, mine / lines, templates, other);
    }

    /** CPU of one round, mean. */
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
        return spent / (rounds - rounds / 2);
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
