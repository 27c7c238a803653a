package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiAnswer.Measured;
import dev.hypercare.query.KpiAnswer.SeriesKpis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up series by time, one after the other: what is held is one answer, however many series there are. */
final class HeatmapQueries {
    /** Most rows of an answer. */
    static final int MAX_ROWS = 2_000;

    private final KpiReader reader;
    private final KpiQueries queries;

    HeatmapQueries(KpiReader reader) {
        this.reader = reader;
        this.queries = new KpiQueries(reader);
    }

    /** The answer. Error: {@link ApiProblem} for too many rows, {@link NotReadyException}. */
    Heatmap answer(KpiQuery query, Resolution step, long now) {
        if ((query.to() - query.from()) / step.millis() > MAX_ROWS) {
            throw ApiProblem.parameter(
                    "step",
                    KpiQueryReader.label(step) + " gives more than " + MAX_ROWS + " rows",
                    "a longer step, or a shorter range");
        }
        SortedSet<String> names = queries.list(query.filter(), query.from(), query.to());
        Sum sum = new Sum(step);
        for (String name : names) {
            if (sum.series == query.limit()) {
                break;
            }
            SeriesFilter one = new SeriesFilter(query.filter().view(), new Series(name).labels());
            sum.add(queries.answer(new KpiQuery(one, query.from(), query.to(), step, query.percentiles(), 1), now));
        }
        boolean cut = names.size() > query.limit();
        if (cut) {
            sum.notes.add("only " + query.limit() + " of " + names.size() + " series are added up; raise limit");
        }
        return sum.heatmap(query, closed(), cut);
    }

    private @Nullable Long closed() {
        return reader.closedUpTo().isPresent() ? (Long) reader.closedUpTo().getAsLong() : null;
    }

    /** What has been added up so far. */
    private static final class Sum {
        private final TreeMap<Long, Measured> rows = new TreeMap<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private final Kpis total = new Kpis();
        private Resolution step;
        private @Nullable KpiAnswer last;
        private long closedMillis;
        private int series;

        Sum(Resolution step) {
            this.step = step;
        }

        void add(KpiAnswer answer) {
            last = answer;
            step = answer.step() == null ? step : answer.step();
            notes.addAll(answer.notes());
            for (SeriesKpis one : answer.series()) {
                series++;
                total.merge(one.total().kpis());
                closedMillis = Math.max(closedMillis, one.total().closedMillis());
                one.rows().forEach(row -> rows.merge(row.from(), row, Sum::merged));
            }
        }

        /** Panes may have closed between two series: what is known of a row is the most that any knew. */
        private static Measured merged(Measured a, Measured b) {
            a.kpis().merge(b.kpis());
            return new Measured(a.from(), a.to(), Math.max(a.closedMillis(), b.closedMillis()), a.kpis());
        }

        Heatmap heatmap(KpiQuery query, @Nullable Long closed, boolean cut) {
            KpiAnswer any = last;
            long from = any == null ? query.from() : any.from();
            long to = any == null ? query.to() : any.to();
            return new Heatmap(
                    from,
                    to,
                    any == null ? closed : any.asOf(),
                    step,
                    series,
                    cut,
                    new ArrayList<>(notes),
                    new Measured(from, to, closedMillis, total),
                    List.copyOf(rows.values()));
        }
    }
}
