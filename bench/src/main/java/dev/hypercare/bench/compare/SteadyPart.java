package dev.hypercare.bench.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * The figures of a part of a run: of the steady one, where nothing else is asked for.
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
     * From half to 97 % of the calls, or to the last offsets committed where those are before.
     *
     * @param calls of the whole run
     * @throws IllegalStateException where the samples do not cover the part
     */
    public static SteadyPart of(List<Sample> samples, long calls) {
        double last = samples.stream().mapToDouble(Sample::done).max().orElse(0);
        return of(samples, calls, FROM, last >= TO || last < TO_AT_LEAST ? TO : last);
    }

    /**
     * Offsets are committed now and then, so only samples at which the share had grown count; between them lines are straight.
     *
     * @param calls of the whole run
     * @param from share of the calls at which the part begins
     * @param to share at which it ends
     * @throws IllegalStateException where the samples do not cover the part
     */
    public static SteadyPart of(List<Sample> samples, long calls, double from, double to) {
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
        long broker = last.brokerNanos() - first.brokerNanos();
        long others = last.machineNanos() - first.machineNanos() - cpu - broker;
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
