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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up series by time. What is held at a time has so many rows as one answer of KPIs may have, however many series there are. */
final class HeatmapQueries {
    /** Most rows of an answer. */
    static final int MAX_ROWS = 2_000;

    private final KpiQueries queries;

    HeatmapQueries(KpiSource source) {
        this.queries = new KpiQueries(source);
    }

    /** The answer. Error: {@link ApiProblem} for a series nobody has heard of or too many rows, {@link NotReadyException}. */
    Heatmap answer(KpiQuery query, Resolution step, long now) {
        if ((query.to() - query.from()) / step.millis() > MAX_ROWS) {
            throw ApiProblem.parameter(
                    "step",
                    KpiQueryReader.label(step) + " gives more than " + MAX_ROWS + " rows",
                    "a longer step, or a shorter range");
        }
        List<String> names = queries.list(query.filter(), query.from(), query.to()).stream()
                .limit(query.limit() + 1L)
                .toList();
        int wanted = Math.max(1, Math.min(query.limit(), names.size()));
        Sum sum = new Sum(step, names.size() > query.limit());
        if (wanted * rows(query, step) <= KpiQueries.MAX_ROWS) {
            // One question of the other instances, where that is enough.
            sum.add(queries.answer(question(query, query.filter(), step, wanted), now));
        } else {
            for (String name : names.subList(0, wanted)) {
                SeriesFilter one = new SeriesFilter(query.filter().view(), new Series(name).labels());
                sum.add(queries.answer(question(query, one, step, 1), now));
            }
        }
        return sum.heatmap(query);
    }

    private static KpiQuery question(KpiQuery query, SeriesFilter filter, Resolution step, int limit) {
        return new KpiQuery(filter, query.from(), query.to(), step, query.percentiles(), limit);
    }

    /** How many a series has at most, where the range does not begin and end with a step. */
    private static long rows(KpiQuery query, Resolution step) {
        return (query.to() - query.from()) / step.millis() + 2;
    }

    /** What has been added up so far. */
    private static final class Sum {
        private final TreeMap<Long, Measured> rows = new TreeMap<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private final Kpis total = new Kpis();
        private Resolution step;
        private boolean cut;
        private @Nullable KpiAnswer last;
        private long closedMillis;
        private int series;

        Sum(Resolution step, boolean cut) {
            this.step = step;
            this.cut = cut;
        }

        void add(KpiAnswer answer) {
            last = answer;
            step = answer.step() == null ? step : answer.step();
            cut |= answer.cut();
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

        Heatmap heatmap(KpiQuery query) {
            KpiAnswer any = last;
            long from = any == null ? query.from() : any.from();
            long to = any == null ? query.to() : any.to();
            if (cut) {
                notes.add(KpiQueries.cut(query.limit()));
            }
            return new Heatmap(
                    from,
                    to,
                    any == null ? null : any.asOf(),
                    step,
                    series,
                    cut,
                    new ArrayList<>(notes),
                    new Measured(from, to, closedMillis, total),
                    List.copyOf(rows.values()));
        }
    }
}
