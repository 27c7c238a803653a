package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiPart.SeriesWindows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Answers a {@link KpiQuestion} from the windows that one reader has. */
final class LocalMeasure {
    private LocalMeasure() {}

    static KpiPart of(KpiReader reader, KpiQuestion question) {
        // Before the windows: what closes meanwhile is not promised.
        OptionalLong closedUpTo = reader.closedUpTo();
        long closed = closedUpTo.isPresent() ? closedUpTo.getAsLong() : KpiPart.NOTHING_CLOSED;
        boolean one = question.filter().isOne();
        SeriesFilter filter = question.filter();
        if (one && !(filter.isAllowed(filter.labels()) && reader.knows(filter.one()))) {
            return new KpiPart(closed, false, false, List.of());
        }
        Ranking ranking = question.ranking();
        if (ranking != null) {
            return MostOf.of(reader, question, ranking, closed);
        }
        if (question.by() != null) {
            return AddedUp.of(reader, question, question.by(), closed);
        }
        Iterator<String> names = names(reader, question).iterator();
        List<SeriesWindows> found = new ArrayList<>();
        while (names.hasNext() && found.size() < question.limit()) {
            SeriesWindows series = new SeriesWindows(names.next(), List.of());
            if (question.figures()) {
                series = measured(reader, series.series(), question, closed);
            }
            if (one || !question.figures() || calls(series)) {
                found.add(series);
            }
        }
        return new KpiPart(closed, true, names.hasNext(), found);
    }

    /** The names of series that are read, in their order. */
    static SortedSet<String> names(KpiReader reader, KpiQuestion question) {
        SeriesFilter filter = question.filter();
        if (filter.isOne() && question.figures()) {
            return new TreeSet<>(List.of(filter.one()));
        }
        SortedSet<String> after =
                new TreeSet<>(reader.series(filter, question.from(), question.to())).tailSet(question.after() + "\0");
        return question.upTo().isEmpty() ? after : after.headSet(question.upTo() + "\0");
    }

    static boolean calls(SeriesWindows series) {
        return series.windows().stream().anyMatch(window -> window.kpis().calls() > 0);
    }

    /** @param closed end of the newest pane that had closed before */
    static SeriesWindows measured(KpiReader reader, String series, KpiQuestion question, long closed) {
        Resolution step = question.step();
        List<Window> steps = new ArrayList<>();
        List<Window> windows = Cover.of(
                reader::windows, series, question.from(), question.to(), step == null ? Resolution.DAY : step, closed);
        long start = Long.MIN_VALUE;
        Kpis sum = new Kpis();
        for (Window window : windows) {
            long at = step == null ? question.from() : step.startOf(window.startMillis());
            if (at != start) {
                start = at;
                sum = new Kpis();
                steps.add(new Window(start, sum));
            }
            sum.merge(window.kpis());
        }
        return new SeriesWindows(series, steps);
    }
}
