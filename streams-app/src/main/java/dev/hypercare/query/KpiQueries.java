package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiAnswer.Measured;
import dev.hypercare.query.KpiAnswer.SeriesKpis;
import dev.hypercare.query.KpiPart.SeriesWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers questions for KPIs from closed windows. Time is an argument. */
final class KpiQueries {
    /** Most rows in one answer, over all its series. */
    static final int MAX_ROWS = 50_000;

    private final KpiSource source;

    KpiQueries(KpiSource source) {
        this.source = source;
    }

    /**
     * The answer. Error: {@link ApiProblem} for a series nobody has heard of or too many rows, {@link NotReadyException}.
     *
     * @param now milliseconds since the epoch: decides which windows are certainly still kept
     */
    KpiAnswer answer(KpiQuery query, long now) {
        List<String> notes = new ArrayList<>();
        Resolution step = step(query, now, notes);
        long from = finestKept(query.from(), now).startOf(query.from());
        long to = Cover.ceil(finestKept(query.to(), now), query.to());
        int limit = query.by() == null ? (int) Math.min(query.limit(), enough(step, from, to)) : query.limit();
        KpiPart found = source.measure(new KpiQuestion(
                query.filter(), from, to, step, limit, true, query.after(), query.upTo(), query.by(), query.ranking()));
        if (query.filter().isOne() && !found.known()) {
            throw unknown(query.filter(), now);
        }
        checkRows(step, from, to, found.series().size());
        OptionalLong closed = found.closed();
        Span range = new Span(from, to, Math.max(from, Math.min(to, closed.orElse(from))));
        List<SeriesKpis> answers = found.series().stream()
                .map(series -> measured(series, range, step))
                .toList();
        if (found.cut()) {
            notes.add(cut(query.limit()));
        }
        Long asOf = closed.isPresent() ? (Long) closed.getAsLong() : null;
        return new KpiAnswer(
                query.filter(),
                from,
                to,
                asOf,
                step,
                query.percentiles(),
                answers,
                found.cut(),
                found.left(),
                found.added(),
                notes);
    }

    /** The series of a filter with calls on the days of a range, by name. */
    SortedSet<String> list(SeriesFilter filter, long from, long to) {
        SortedSet<String> names = new TreeSet<>();
        source.measure(KpiQuestion.names(filter, from, to)).series().forEach(each -> names.add(each.series()));
        return names;
    }

    /** Tells that there are more series than were read. */
    static String cut(int limit) {
        return "cut after " + limit + " series, by name; ask for more with limit, or for fewer with labels";
    }

    /**
     * A range of event time.
     *
     * @param closed the part of it up to here has closed; {@code from} where nothing of it has
     */
    private record Span(long from, long to, long closed) {}

    private @Nullable Resolution step(KpiQuery query, long now, List<String> notes) {
        Resolution step = query.step();
        Resolution finest = finestKept(query.from(), now);
        if (step == null || step.millis() >= finest.millis()) {
            return step;
        }
        notes.add("step " + KpiQueryReader.label(step) + " raised to " + KpiQueryReader.label(finest)
                + ": shorter windows of that time are no longer kept");
        return finest;
    }

    private static SeriesKpis measured(SeriesWindows series, Span range, @Nullable Resolution step) {
        Measured total = measured(range.from, range.to, range.closed, series.total());
        return new SeriesKpis(series.series(), total, step == null ? List.of() : rows(series.windows(), range, step));
    }

    /** One row a step that has begun to close, those without calls included; the first and the last are cut to the range. */
    private static List<Measured> rows(List<Window> windows, Span range, Resolution step) {
        List<Measured> rows = new ArrayList<>();
        int next = 0;
        for (long start = step.startOf(range.from);
                start < range.closed || next < windows.size();
                start += step.millis()) {
            long end = start + step.millis();
            Kpis kpis = new Kpis();
            while (next < windows.size() && windows.get(next).startMillis() < end) {
                kpis.merge(windows.get(next++).kpis());
            }
            rows.add(measured(Math.max(range.from, start), Math.min(range.to, end), range.closed, kpis));
        }
        return rows;
    }

    private static Measured measured(long from, long to, long closed, Kpis kpis) {
        return new Measured(from, to, Math.max(0, Math.min(to, closed) - from), kpis);
    }

    /** The finest resolution whose window that holds an instant is certainly still kept. */
    private Resolution finestKept(long at, long now) {
        for (Resolution r : Resolution.values()) {
            if (r.startOf(at) > now - source.kept(r).toMillis()) {
                return r;
            }
        }
        return Resolution.DAY;
    }

    /** How many series have more rows together than an answer may have: reading more would be of no use. */
    private static long enough(@Nullable Resolution step, long from, long to) {
        return step == null ? Integer.MAX_VALUE : MAX_ROWS / Math.max(1, (to - from) / step.millis()) + 1;
    }

    private static void checkRows(@Nullable Resolution step, long from, long to, int series) {
        if (step != null && (to - from) / step.millis() * series > MAX_ROWS) {
            throw ApiProblem.parameter(
                    "step",
                    KpiQueryReader.label(step) + " gives more than " + MAX_ROWS + " rows",
                    "a longer step, a shorter range or fewer series");
        }
    }

    private ApiProblem unknown(SeriesFilter filter, long now) {
        List<String> some = list(new SeriesFilter(filter.view(), Map.of()), now - Resolution.DAY.millis(), now).stream()
                .limit(5)
                .toList();
        return new ApiProblem(
                404,
                "No such series",
                "no calls of " + filter.one() + " are known",
                some.isEmpty()
                        ? "No calls have come in at all in the last day: are logs published, and do the applications run?"
                        : "Check the spelling; there are, for instance: " + String.join("; ", some));
    }
}
