package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the calls of one series before and after a change, or of two versions: every class of statuses by Fisher's exact test, the
 * latencies by the distance of their histograms. It says nothing where calls are too few, where chance can explain the difference, and
 * where the difference is too small to matter.
 */
public final class BeforeAfter {
    /** What differs when the latency does. */
    public static final String LATENCY = "latency";

    private static final int CLIENT_CLOSED = 499;
    private static final double[] PERCENTS = {50, 90, 99};
    /** A percentile has to have so many values above it on both sides. */
    private static final int ABOVE = 10;

    /**
     * When a difference is told.
     *
     * @param fewestCalls on both sides
     * @param leastShare least difference of a class's share, such as 0.005
     * @param leastRatio least ratio of a latency percentile, either way, such as 1.1
     * @param pValue the most chance may explain, over all that is compared, such as 1e-4
     */
    public record Settings(long fewestCalls, double leastShare, double leastRatio, double pValue) {
        /** 50 calls, half a percent, a tenth, 1 in 10,000. */
        public static final Settings USUAL = new Settings(50, 0.005, 1.1, 1e-4);
    }

    /**
     * One difference.
     *
     * @param what {@code 2xx} to {@code 5xx}, {@code 499}, {@code no response}, or {@link #LATENCY}
     * @param percent the percentile that differs most; 0 for a class of statuses
     * @param before the share of the class; of latencies the percentile, milliseconds
     * @param after the same afterwards
     * @param callsBefore how many calls it is of
     * @param callsAfter the same afterwards
     * @param pValue how often chance makes one of the differences looked at as large, at the most
     */
    public record Difference(
            String what,
            double percent,
            double before,
            double after,
            long callsBefore,
            long callsAfter,
            double pValue) {
        /** Whether there is more of it, or it is slower. */
        public boolean rose() {
            return after > before;
        }
    }

    private BeforeAfter() {}

    /** The differences that matter, the least probable first; none where there are none or calls are too few. */
    public static List<Difference> compare(Kpis before, Kpis after, Settings settings) {
        List<Difference> all = new ArrayList<>();
        if (before.calls() >= settings.fewestCalls() && after.calls() >= settings.fewestCalls()) {
            statuses(before, after, settings, all);
        }
        LatencyHistogram was = before.latency();
        LatencyHistogram is = after.latency();
        if (was.count() >= settings.fewestCalls() && is.count() >= settings.fewestCalls()) {
            latency(was, is, all);
        }
        int looks = all.size();
        return all.stream()
                .map(one -> corrected(one, looks))
                .filter(one -> one.pValue() <= settings.pValue() && matters(one, settings))
                .sorted(Comparator.comparingDouble(Difference::pValue).thenComparing(Difference::what))
                .toList();
    }

    /** Looking often finds something: each chance counts as often as was looked (Bonferroni). */
    private static Difference corrected(Difference one, int looks) {
        return new Difference(
                one.what(),
                one.percent(),
                one.before(),
                one.after(),
                one.callsBefore(),
                one.callsAfter(),
                Math.min(1, one.pValue() * looks));
    }

    private static boolean matters(Difference one, Settings settings) {
        if (one.what().equals(LATENCY)) {
            double ratio = one.after() / one.before();
            return Math.max(ratio, 1 / ratio) >= settings.leastRatio();
        }
        return Math.abs(one.after() - one.before()) >= settings.leastShare();
    }

    private static void statuses(Kpis before, Kpis after, Settings settings, List<Difference> to) {
        Map<String, Long> was = classes(before);
        Map<String, Long> is = classes(after);
        TreeSet<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        for (String name : names) {
            long k1 = was.getOrDefault(name, 0L);
            long k2 = is.getOrDefault(name, 0L);
            double share1 = (double) k1 / before.calls();
            double share2 = (double) k2 / after.calls();
            // The test costs more than the look.
            double p = Math.abs(share1 - share2) < settings.leastShare()
                    ? 1
                    : FisherExact.pValue(k1, before.calls(), k2, after.calls());
            to.add(new Difference(name, 0, share1, share2, before.calls(), after.calls(), p));
        }
    }

    private static Map<String, Long> classes(Kpis kpis) {
        Map<String, Long> classes = new TreeMap<>();
        kpis.statuses().forEach((status, n) -> classes.merge(nameOf(status), n, Long::sum));
        return classes;
    }

    private static String nameOf(int status) {
        return status == 0 ? "no response" : status == CLIENT_CLOSED ? "499" : status / 100 + "xx";
    }

    private static void latency(LatencyHistogram before, LatencyHistogram after, List<Difference> to) {
        HistogramShift shift = HistogramShift.between(before, after);
        boolean slower = shift.slower() >= shift.faster();
        Difference most = null;
        double largest = 0;
        for (double percent : PERCENTS) {
            if (Math.min(before.count(), after.count()) * (1 - percent / 100) < ABOVE && percent > PERCENTS[0]) {
                continue;
            }
            double was = Math.max(1, before.percentile(percent)) / 1000.0;
            double is = Math.max(1, after.percentile(percent)) / 1000.0;
            double ratio = slower ? is / was : was / is;
            if (ratio > largest) {
                largest = ratio;
                most = new Difference(LATENCY, percent, was, is, before.count(), after.count(), shift.pValue());
            }
        }
        if (most != null) {
            to.add(most);
        }
    }
}
