package dev.hypercare.query;

import java.util.List;

/** Two applications that work, in the heap. */
public final class FakeFlow implements FlowReader {
    @Override
    public List<AppFlow> flows() {
        Work first = new Work("0_0", List.of("hypercare.calls.v1-0"));
        Work second = new Work("0_1", List.of("hypercare.calls.v1-1"));
        return List.of(
                new AppFlow("kpi", "RUNNING", List.of(new Worker("kpi-1", "RUNNING", List.of(first), List.of(second)))),
                new AppFlow("watch", "CREATED", List.of()));
    }

    @Override
    public List<PartitionLag> lags() {
        return List.of(
                new PartitionLag("kpi", "hypercare.calls.v1", 0, 5L),
                new PartitionLag("kpi", "hypercare.calls.v1", 1, 700L),
                new PartitionLag("watch", "hypercare.verdicts.v1", 0, null));
    }

    @Override
    public List<PartitionLag> storeLags() {
        return List.of(new PartitionLag("kpi", "hypercare-kpi-kpis-changelog", 1, 40L));
    }
}
