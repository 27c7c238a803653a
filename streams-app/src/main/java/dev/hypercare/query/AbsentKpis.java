package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The reader of a process whose applications keep no KPIs. */
record AbsentKpis(String why) implements KpiReader {
    @Override
    public List<List<String>> views() {
        throw new NotReadyException(why);
    }

    @Override
    public OptionalLong closedUpTo() {
        throw new NotReadyException(why);
    }

    @Override
    public boolean knows(String series) {
        throw new NotReadyException(why);
    }

    @Override
    public List<Window> windows(String series, Resolution resolution, long from, long to) {
        throw new NotReadyException(why);
    }

    @Override
    public Set<String> series(SeriesFilter filter, long from, long to) {
        throw new NotReadyException(why);
    }
}
