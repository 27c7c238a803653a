package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiAnswer.Measured;
import dev.hypercare.query.KpiAnswer.SeriesKpis;
import java.util.ArrayList;
import java.util.List;

/** Adds up series by time, where they are kept. */
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
        boolean cut = names.size() > query.limit();
        KpiQuery all = new KpiQuery(
                        query.filter(), query.from(), query.to(), step, query.percentiles(), GroupedKpis.MAX_SERIES)
                .addedUp(List.of(), cut ? names.get(query.limit() - 1) : "");
        return heatmap(queries.answer(all, now), step, cut, query.limit());
    }

    private static Heatmap heatmap(KpiAnswer sum, Resolution step, boolean cut, int limit) {
        List<String> notes = new ArrayList<>(sum.notes());
        if (cut) {
            notes.add(KpiQueries.cut(limit));
        }
        Resolution used = sum.step();
        SeriesKpis one = sum.series().isEmpty()
                ? new SeriesKpis("", new Measured(sum.from(), sum.to(), 0, new Kpis()), List.of())
                : sum.series().get(0);
        return new Heatmap(
                sum.from(),
                sum.to(),
                sum.asOf(),
                used == null ? step : used,
                (int) sum.added(),
                cut || sum.cut(),
                notes,
                one.total(),
                one.rows());
    }
}
