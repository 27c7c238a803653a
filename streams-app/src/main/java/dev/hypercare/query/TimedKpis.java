package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** KPIs that are read until a deadline; then it is told instead. */
record TimedKpis(KpiReader reader, Deadline deadline) implements KpiReader {

    @Override
    public List<List<String>> views() {
        return reader.views();
    }

    @Override
    public Duration kept(Resolution resolution) {
        return reader.kept(resolution);
    }

    @Override
    public OptionalLong closedUpTo() {
        return reader.closedUpTo();
    }

    @Override
    public boolean knows(String series) {
        deadline.check();
        return reader.knows(series);
    }

    @Override
    public List<Window> windows(String series, Resolution resolution, long from, long to) {
        deadline.check();
        return reader.windows(series, resolution, from, to);
    }

    @Override
    public List<Window> counted(String series, Resolution resolution, long from, long to) {
        deadline.check();
        return reader.counted(series, resolution, from, to);
    }

    @Override
    public Set<String> series(SeriesFilter filter, long from, long to) {
        deadline.check();
        return reader.series(filter, from, to);
    }
}
