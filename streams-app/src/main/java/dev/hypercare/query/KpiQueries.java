package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiAnswer.Measured;
import dev.hypercare.query.KpiAnswer.SeriesKpis;
import java.util.ArrayList;
import java.util.Iterator;
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

    private final KpiReader reader;

    KpiQueries(KpiReader reader) {
        this.reader = reader;
    }

    /**
     * The answer. Error: {@link ApiProblem} for a series nobody has heard of or too many rows, {@link NotReadyException}.
     *
     * @param now milliseconds since the epoch: decides which windows are certainly still kept
     */
    KpiAnswer answer(KpiQuery query, long now) {
        if (query.filter().isOne() && !reader.knows(query.filter().one())) {
            throw unknown(query.filter(), now);
        }
        OptionalLong closed = reader.closedUpTo();
        Span range = range(query, closed, now);
        List<String> notes = new ArrayList<>();
        Resolution step = step(query, now, notes);
        checkRows(step, range, 1);
        List<SeriesKpis> answers = new ArrayList<>();
        Iterator<String> names = names(query.filter(), range).iterator();
        while (names.hasNext() && answers.size() < query.limit()) {
            SeriesKpis answer = measure(names.next(), range, step);
            if (query.filter().isOne() || answer.total().kpis().calls() > 0) {
                answers.add(answer);
                checkRows(step, range, answers.size());
            }
        }
        boolean cut = names.hasNext();
        if (cut) {
            notes.add("cut after " + query.limit()
                    + " series, by name; ask for more with limit, or for fewer with labels");
        }
        Long asOf = closed.isPresent() ? (Long) closed.getAsLong() : null;
        return new KpiAnswer(
                query.filter(), range.from, range.to, asOf, step, query.percentiles(), answers, cut, notes);
    }

    /** The series of a filter with calls on the days of a range, by name. */
    SortedSet<String> list(SeriesFilter filter, long from, long to) {
        return new TreeSet<>(reader.series(filter, from, to));
    }

    /**
     * A range of event time.
     *
     * @param closed the part of it up to here has closed; {@code from} where nothing of it has
     */
    private record Span(long from, long to, long closed) {}

    /** What was asked for, rounded outward to the finest windows that are still kept of that time. */
    private Span range(KpiQuery query, OptionalLong closed, long now) {
        long from = finestKept(query.from(), now).startOf(query.from());
        long to = Cover.ceil(finestKept(query.to(), now), query.to());
        return new Span(from, to, Math.max(from, Math.min(to, closed.orElse(from))));
    }

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

    private Iterable<String> names(SeriesFilter filter, Span range) {
        return filter.isOne() ? List.of(filter.one()) : list(filter, range.from, range.to);
    }

    private SeriesKpis measure(String series, Span range, @Nullable Resolution step) {
        List<Window> windows = Cover.of(reader, series, range.from, range.to, step == null ? Resolution.DAY : step);
        Kpis total = new Kpis();
        windows.forEach(window -> total.merge(window.kpis()));
        List<Measured> rows = step == null ? List.of() : rows(windows, range, step);
        return new SeriesKpis(series, measured(range.from, range.to, range.closed, total), rows);
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
            if (r.startOf(at) > now - reader.kept(r).toMillis()) {
                return r;
            }
        }
        return Resolution.DAY;
    }

    private static void checkRows(@Nullable Resolution step, Span range, int series) {
        long rows = step == null ? 0 : (range.to - range.from) / step.millis() * series;
        if (step != null && rows > MAX_ROWS) {
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
