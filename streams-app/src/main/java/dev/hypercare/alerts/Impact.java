package dev.hypercare.alerts;

import dev.hypercare.contract.ImpactLevel;
import dev.hypercare.contract.TrafficShare;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measured impact of a breach: how critical the API is, one level more where many consumers and a large share of the calls are
 * affected, or a large share of all traffic is; one less where a small share or one consumer is.
 *
 * @param level the level
 * @param words what it was measured by, for people
 */
record Impact(ImpactLevel level, String words) {

    /** Measures it by the newest verdict and what the catalog knows of the API. */
    static Impact of(Verdict verdict, @Nullable CatalogEntry entry, AlertsConfig config) {
        Criticality criticality = entry == null ? config.defaultCriticality() : entry.getCriticality();
        ImpactLevel base = switch (criticality) {
            case CRITICAL -> ImpactLevel.CRITICAL;
            case HIGH -> ImpactLevel.HIGH;
            case NORMAL -> ImpactLevel.MEDIUM;
            case LOW -> ImpactLevel.LOW;
        };
        double share = share(verdict.getEvidence());
        double traffic = traffic(verdict.getEvidence(), share);
        boolean oneConsumer = verdict.getLabels().containsKey("consumer");
        Long consumers = verdict.getConsumers();
        ImpactLimits limits = config.impact();
        boolean wide = share >= limits.wideShare() && consumers != null && consumers >= limits.wideConsumers();
        boolean narrow = oneConsumer || share < limits.narrowShare();
        boolean much = traffic >= limits.wideTraffic();
        ImpactLevel level = much ? base.more() : narrow ? base.less() : wide ? base.more() : base;
        return new Impact(level, words(level, criticality, share, traffic, oneConsumer ? Long.valueOf(1) : consumers));
    }

    /** The largest share of the calls that the evidence tells of, 0 to 1; NaN where it tells of none, as for latency. */
    private static double share(Map<String, Double> evidence) {
        double share = Double.NaN;
        for (Map.Entry<String, Double> figure : evidence.entrySet()) {
            String name = figure.getKey();
            double value = figure.getValue();
            if (name.equals("availability")) {
                share = larger(share, 1 - value);
            } else if (name.endsWith("_ratio") || name.startsWith("status_ratio(")) {
                share = larger(share, value);
            }
        }
        Double calls = evidence.get("calls");
        Double failed = evidence.get("failed");
        return calls == null || failed == null || calls <= 0 ? share : larger(share, failed / calls);
    }

    /** The share of the calls of all APIs that is affected, 0 to 1; NaN where it is not told. Without a share of its own all of a series is. */
    private static double traffic(Map<String, Double> evidence, double share) {
        double ofAll = evidence.getOrDefault(TrafficShare.EVIDENCE, Double.NaN);
        return Double.isNaN(share) ? ofAll : ofAll * share;
    }

    private static double larger(double one, double other) {
        return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
    }

    private static String words(
            ImpactLevel level, Criticality criticality, double share, double traffic, @Nullable Long consumers) {
        List<String> words = new ArrayList<>();
        words.add(level.name().toLowerCase(Locale.ROOT) + " impact");
        words.add("criticality " + criticality.name().toLowerCase(Locale.ROOT));
        if (!Double.isNaN(share)) {
            words.add(String.format(Locale.ROOT, "%.1f %% of the calls", 100 * share));
        }
        if (!Double.isNaN(traffic)) {
            words.add(String.format(Locale.ROOT, "%.1f %% of all traffic", 100 * traffic));
        }
        if (consumers != null) {
            words.add("about " + consumers + (consumers == 1 ? " consumer" : " consumers"));
        }
        return String.join(", ", words);
    }
}
