package dev.hypercare.bench.warm;

import dev.hypercare.bench.compare.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures of a stretch of a run.
 *
 * @param cpuMicros CPU time of the process per call, microseconds
 * @param callsPerSecond what it did by the clock
 * @param otherCores how many cores were busy with neither the process nor the broker: above a few tenths, mistrust the figures
 */
public record Stretch(double cpuMicros, double callsPerSecond, double otherCores) {
    /**
     * Offsets are committed now and then, so only samples at which the share had grown count; between them lines are straight.
     *
     * @param calls of the whole run
     * @param from share of the calls at which it begins
     * @param to share at which it ends
     * @throws IllegalStateException where the samples do not cover it
     */
    public static Stretch of(List<Sample> samples, long calls, double from, double to) {
        List<Sample> grown = new ArrayList<>();
        for (Sample sample : samples) {
            if (grown.isEmpty() || sample.done() > grown.get(grown.size() - 1).done()) {
                grown.add(sample);
            }
        }
        Sample first = at(grown, from);
        Sample last = at(grown, to);
        double counted = calls * (to - from);
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        long cpu = last.cpuNanos() - first.cpuNanos();
        long others = last.machineNanos() - first.machineNanos() - cpu - (last.brokerNanos() - first.brokerNanos());
        return new Stretch(cpu / 1e3 / counted, counted / seconds, Math.max(0, others / 1e9 / seconds));
    }

    private static Sample at(List<Sample> grown, double share) {
        for (int i = 1; i < grown.size(); i++) {
            if (grown.get(i).done() >= share) {
                return grown.get(i - 1).towards(grown.get(i), share);
            }
        }
        throw new IllegalStateException("the run was too short to see " + Math.round(share * 100) + " % of it in "
                + grown.size() + " samples (give it more calls)");
    }
}
