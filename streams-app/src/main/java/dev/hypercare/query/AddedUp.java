package dev.hypercare.query;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiPart.SeriesWindows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers a question by labels from the windows that one reader has. Series are added up where they are kept: what is held at a time and
 * travels is one row a step and value, however many series there are.
 */
final class AddedUp {
    private final TreeMap<String, TreeMap<Long, Kpis>> sums = new TreeMap<>();
    private final List<String> by;
    private long added;

    private AddedUp(List<String> by) {
        this.by = by;
    }

    /** @param closed end of the newest pane that had closed before */
    static KpiPart of(KpiReader reader, KpiQuestion question, List<String> by, long closed) {
        AddedUp sums = new AddedUp(by);
        boolean one = question.filter().isOne();
        Iterator<String> names = LocalMeasure.names(reader, question).iterator();
        for (int read = 0; names.hasNext() && read < question.limit(); read++) {
            SeriesWindows series = LocalMeasure.measured(reader, names.next(), question, closed);
            if (one || LocalMeasure.calls(series)) {
                sums.add(series);
            }
        }
        return new KpiPart(closed, true, names.hasNext(), 0, sums.added, sums.told());
    }

    private void add(SeriesWindows series) {
        added++;
        TreeMap<Long, Kpis> sum =
                sums.computeIfAbsent(value(by, new Series(series.series()).labels()), unseen -> new TreeMap<>());
        series.windows().forEach(window -> sum.merge(window.startMillis(), window.kpis(), AddedUp::merged));
    }

    private static Kpis merged(Kpis sum, Kpis more) {
        sum.merge(more);
        return sum;
    }

    private List<SeriesWindows> told() {
        List<SeriesWindows> told = new ArrayList<>();
        sums.forEach((value, sum) -> {
            List<Window> windows = new ArrayList<>();
            sum.forEach((start, kpis) -> windows.add(new Window(start, kpis)));
            told.add(new SeriesWindows(value, windows));
        });
        return told;
    }

    /** Some of a series' labels, as a series; the empty text for none. */
    private static String value(List<String> by, Map<String, String> labels) {
        return Series.of(
                        by,
                        by.stream().map(label -> labels.getOrDefault(label, "")).toList())
                .text();
    }
}
