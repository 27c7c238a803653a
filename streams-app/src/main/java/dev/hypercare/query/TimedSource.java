package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.time.Duration;
import java.util.List;

/** KPIs that are read until a deadline; then it is told instead. What is asked of other instances has time limits of its own. */
record TimedSource(KpiSource source, Deadline deadline) implements KpiSource {
    @Override
    public List<List<String>> views() {
        return source.views();
    }

    @Override
    public Duration kept(Resolution resolution) {
        return source.kept(resolution);
    }

    @Override
    public KpiPart measure(KpiQuestion question) {
        deadline.check();
        return source instanceof KpiReader reader
                ? new TimedKpis(reader, deadline).measure(question)
                : source.measure(question);
    }
}
