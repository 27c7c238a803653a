package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiAnswer.Measured;
import dev.hypercare.query.KpiPart.SeriesWindows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers a {@link Ranking} from the windows that one reader has: looks at all series, and reads in full only those that are told. */
final class MostOf {
    private static final Comparator<Candidate> LARGEST_FIRST =
            Comparator.comparingDouble(Candidate::amount).reversed().thenComparing(Candidate::series);

    private MostOf() {}

    private record Candidate(String series, double amount) {}

    /** @param closed end of the newest pane that had closed before */
    static KpiPart of(KpiReader reader, KpiQuestion question, Ranking ranking, long closed) {
        RankedKpi kpi = RankedKpi.of(ranking.kpi());
        Cover.Windows windows = kpi.counted() ? reader::counted : reader::windows;
        PriorityQueue<Candidate> most = new PriorityQueue<>(LARGEST_FIRST.reversed());
        Iterator<String> names = names(reader, question);
        long ranked = 0;
        for (int read = 0; names.hasNext() && read < question.limit(); read++) {
            String name = names.next();
            Double amount = amount(windows, name, question, kpi, ranking.minCalls(), closed);
            if (amount != null) {
                ranked++;
                most.add(new Candidate(name, amount));
                if (most.size() > ranking.limit()) {
                    most.poll();
                }
            }
        }
        List<SeriesWindows> told = new ArrayList<>();
        most.stream()
                .map(Candidate::series)
                .sorted()
                .forEach(series -> told.add(LocalMeasure.measured(reader, series, question, closed)));
        return new KpiPart(closed, true, names.hasNext(), ranked - told.size(), 0, told);
    }

    /** All of them in any order; where they are too many, the first by name. */
    private static Iterator<String> names(KpiReader reader, KpiQuestion question) {
        SeriesFilter filter = question.filter();
        Set<String> names =
                filter.isOne() ? Set.of(filter.one()) : reader.series(filter, question.from(), question.to());
        return (names.size() > question.limit() ? new TreeSet<>(names) : names).iterator();
    }

    /** Null for a series that is left out. */
    private static @Nullable Double amount(
            Cover.Windows windows, String series, KpiQuestion question, RankedKpi kpi, long minCalls, long closed) {
        long from = question.from();
        long to = question.to();
        Kpis sum = new Kpis();
        Cover.of(windows, series, from, to, Resolution.DAY, closed).forEach(window -> sum.merge(window.kpis()));
        return sum.calls() == 0 || sum.calls() < minCalls
                ? null
                : kpi.amount().apply(new Measured(from, to, to - from, sum));
    }
}
