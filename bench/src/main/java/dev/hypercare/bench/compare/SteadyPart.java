package dev.hypercare.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures of the steady part of a run, from half to 97 % of its calls, or to the last offsets committed where those are before.
 *
 * @param cpuMicros CPU time of the variant's process per call, microseconds
 * @param callsPerSecond what it did by the clock
 * @param brokerMicros CPU time of the broker per call, microseconds
 * @param otherCores how many cores all other processes kept busy: above a few tenths, mistrust the figures
 */
public record SteadyPart(double cpuMicros, double callsPerSecond, double brokerMicros, double otherCores) {
    private static final double FROM = 0.50;
    private static final double TO = 0.97;
    private static final double TO_AT_LEAST = 0.8;

    /**
     * Offsets are committed now and then, so only samples at which the share had grown count; between them lines are straight.
     *
     * @param calls of the whole run
     * @throws IllegalStateException where the samples do not cover the part
     */
    public static SteadyPart of(List<Sample> samples, long calls) {
        List<Sample> grown = new ArrayList<>();
        for (Sample sample : samples) {
            if (grown.isEmpty() || sample.done() > grown.get(grown.size() - 1).done()) {
                grown.add(sample);
            }
        }
        Sample from = at(grown, FROM);
        Sample last = grown.get(grown.size() - 1);
        Sample to = last.done() >= TO || last.done() < TO_AT_LEAST ? at(grown, TO) : last;
        double counted = calls * (to.done() - FROM);
        double seconds = (to.nanos() - from.nanos()) / 1e9;
        long cpu = to.cpuNanos() - from.cpuNanos();
        long broker = to.brokerNanos() - from.brokerNanos();
        long others = to.machineNanos() - from.machineNanos() - cpu - broker;
        return new SteadyPart(
                cpu / 1e3 / counted, counted / seconds, broker / 1e3 / counted, Math.max(0, others / 1e9 / seconds));
    }

    private static Sample at(List<Sample> grown, double share) {
        for (int i = 1; i < grown.size(); i++) {
            if (grown.get(i).done() >= share) {
                if (grown.get(i - 1).done() > share) {
                    break;
                }
                return grown.get(i - 1).towards(grown.get(i), share);
            }
        }
        throw new IllegalStateException("the run was too short to see " + Math.round(share * 100) + " % of it in "
                + grown.size() + " samples (give it more calls)");
    }
}
