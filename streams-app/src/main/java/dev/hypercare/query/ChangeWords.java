package dev.hypercare.query;

import dev.hypercare.query.contribution.LabelChange;
import dev.hypercare.query.contribution.Pareto;
import dev.hypercare.query.contribution.ValueChange;
import java.util.List;
import java.util.Locale;

/** Says in one line what makes a KPI, or what explains that it has changed. */
final class ChangeWords {
    /** So many values are named, more are counted. */
    private static final int NAMED = 3;
    /** A change of fewer standard deviations is one that chance alone makes. */
    private static final double CHANCE = 2;

    private ChangeWords() {}

    static String of(CountedKpi kpi, List<String> by, Pareto pareto) {
        if (pareto.parts().isEmpty()) {
            return "no " + kpi.plural() + " in this range";
        }
        List<Pareto.Part> parts = pareto.parts();
        String values = parts.size() <= NAMED
                ? named(parts.stream()
                        .map(part -> GroupedKpis.shown(by, part.value()))
                        .toList())
                : parts.size() + " of " + (parts.size() + pareto.rest()) + " values of " + String.join(",", by);
        return values + (parts.size() == 1 ? " makes " : " make ")
                + percent(parts.get(parts.size() - 1).cumulated()) + " of " + figure(pareto.total()) + " "
                + kpi.plural();
    }

    static String of(CountedKpi kpi, List<String> by, LabelChange change) {
        String figures = " (" + figure(change.before()) + " before, " + figure(change.after()) + " now, "
                + figure(change.expected()) + " expected)";
        if (change.increase() == 0) {
            return kpi.plural() + " have not changed" + figures;
        }
        String way = change.increase() > 0 ? "increase" : "decrease";
        if (kpi.countsCalls() && isChance(change)) {
            return "the " + way + " of " + kpi.plural() + figures + " is within chance";
        }
        List<ValueChange> few = change.explaining();
        if (few.isEmpty()) {
            return "the " + way + " of " + kpi.plural() + figures + " is spread over values of " + String.join(",", by);
        }
        String values = few.size() <= NAMED
                ? named(few.stream()
                        .map(value -> GroupedKpis.shown(by, value.value()))
                        .toList())
                : few.size() + " values of " + String.join(",", by);
        return values + (few.size() == 1 ? " explains " : " explain ") + percent(change.explained()) + " of the " + way
                + " of " + kpi.plural() + figures
                + (change.isEnough() ? "" : ", the rest is spread over values of " + String.join(",", by));
    }

    /** Both counts scatter by their square roots; that before is scaled. */
    private static boolean isChance(LabelChange change) {
        double scale = change.before() > 0 ? change.expected() / change.before() : 1;
        double variance = change.after() + scale * scale * change.before();
        return Math.abs(change.increase()) < CHANCE * Math.sqrt(variance);
    }

    private static String named(List<String> values) {
        int last = values.size() - 1;
        return last == 0 ? values.get(0) : String.join(", ", values.subList(0, last)) + " and " + values.get(last);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String figure(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }
}
