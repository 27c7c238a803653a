package dev.hypercare.query;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.ChangeAnswer.Explained;
import dev.hypercare.query.GroupedKpis.Group;
import dev.hypercare.query.contribution.Amounts;
import dev.hypercare.query.contribution.LabelChange;
import dev.hypercare.query.contribution.Pareto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers what makes a KPI and what made it change, from closed windows. Time is an argument. */
final class ChangeQueries {
    private final KpiSource source;
    private final KpiQueries queries;

    ChangeQueries(KpiSource source) {
        this.source = source;
        this.queries = new KpiQueries(source);
    }

    /** The few values that make most. Error: {@link ApiProblem} where no view has the labels, {@link NotReadyException}. */
    ParetoAnswer pareto(ChangeQuery query, long now) {
        GroupedKpis grouped = new GroupedKpis(queries, source.views());
        List<String> by = query.by().size() == 1
                ? grouped.within(query.by().get(0), query.fixed().keySet())
                : query.by();
        Group group = grouped.sums(by, query.fixed(), query.from(), query.to(), now);
        Map<String, Double> amounts = new TreeMap<>();
        group.values().forEach((value, kpis) -> amounts.put(value, query.kpi().amount(kpis)));
        Pareto pareto = Pareto.of(amounts, query.share());
        return new ParetoAnswer(query.kpi(), group, query.share(), pareto, ChangeWords.of(query.kpi(), by, pareto));
    }

    /** What explains a change. Errors as above. */
    ChangeAnswer changed(ChangeQuery query, long now) {
        GroupedKpis grouped = new GroupedKpis(queries, source.views());
        Set<String> fixed = query.fixed().keySet();
        List<List<String>> asked = query.by().isEmpty()
                ? grouped.labels(fixed).stream()
                        .map(label -> grouped.within(label, fixed))
                        .toList()
                : List.of(query.by().size() == 1 ? grouped.within(query.by().get(0), fixed) : query.by());
        if (asked.isEmpty()) {
            throw ApiProblem.parameter(
                    "by", "every label is given", "fewer labels, so that there is one left to divide by");
        }
        List<Explained> labels = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (List<String> by : asked) {
            Group after = grouped.sums(by, query.fixed(), query.from(), query.to(), now);
            Group before = before(grouped, by, query, after, now);
            LabelChange change = LabelChange.of(
                    String.join(",", by), amounts(query.kpi(), before, after), scale(query.kpi(), before, after));
            labels.add(new Explained(change, before, after, ChangeWords.of(query.kpi(), by, change)));
            groups.add(after);
            groups.add(before);
        }
        labels.sort(Comparator.comparing(Explained::change, LabelChange.BEST_FIRST));
        return new ChangeAnswer(query.kpi(), labels, labels.get(0).sentence(), GroupedKpis.notes(groups));
    }

    private static Group before(GroupedKpis grouped, List<String> by, ChangeQuery query, Group after, long now) {
        Long from = query.againstFrom();
        Long to = query.againstTo();
        if (from == null || to == null) {
            to = after.range().from();
            from = Math.max(0, to - (after.range().to() - to));
        }
        return grouped.sums(by, query.fixed(), from, to, now);
    }

    private static Map<String, Amounts> amounts(CountedKpi kpi, Group before, Group after) {
        Set<String> values = new TreeSet<>(before.values().keySet());
        values.addAll(after.values().keySet());
        Map<String, Amounts> amounts = new TreeMap<>();
        for (String value : values) {
            Kpis old = before.values().getOrDefault(value, new Kpis());
            Kpis now = after.values().getOrDefault(value, new Kpis());
            amounts.put(value, new Amounts(kpi.amount(old), kpi.amount(now), old.calls(), now.calls()));
        }
        return amounts;
    }

    /** What is counted of calls is expected to grow as the calls do, calls themselves as the part of the range that has closed. */
    private static double scale(CountedKpi kpi, Group before, Group after) {
        long calls = calls(before);
        if (kpi != CountedKpi.CALLS && calls > 0) {
            return (double) calls(after) / calls;
        }
        long length = before.closedMillis();
        return length <= 0 ? 1 : (double) after.closedMillis() / length;
    }

    private static long calls(Group group) {
        return group.values().values().stream().mapToLong(Kpis::calls).sum();
    }
}
