package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Closed windows made of calls held in memory; what has not closed or is not kept any more is not shown. */
public final class FakeKpis implements KpiReader {
    public static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    static final List<List<String>> VIEWS =
            List.of(List.of("api"), List.of("api", "route", "method"), List.of("api", "consumer"));

    private final Map<String, List<Call>> calls = new TreeMap<>();
    final List<String> reads = new ArrayList<>();
    public long closedUpTo = Long.MAX_VALUE;
    String notReady;

    public FakeKpis call(String series, long at, int status, Long micros) {
        return call(series, at, status, micros, null);
    }

    /** One that belongs to a trace; null for none. */
    public FakeKpis call(String series, long at, int status, Long micros, String trace) {
        calls.computeIfAbsent(series, unseen -> new ArrayList<>())
                .add(Call.newBuilder()
                        .setCompletedAt(Instant.ofEpochMilli(at))
                        .setGateway("gw")
                        .setApi("any")
                        .setRoute("/")
                        .setMethod("GET")
                        .setStatus(status)
                        .setDurationMicros(micros)
                        .setTraceId(trace)
                        .build());
        return this;
    }

    /** What a range holds, counted call by call. */
    Kpis naive(String series, long from, long to) {
        Kpis kpis = new Kpis();
        for (Call call : calls.getOrDefault(series, List.of())) {
            long at = call.getCompletedAt().toEpochMilli();
            if (at >= from && at < to && Resolution.PANE.startOf(at) + Resolution.PANE.millis() <= closedUpTo) {
                kpis.add(CallFigures.of(call, false));
            }
        }
        return kpis;
    }

    @Override
    public List<List<String>> views() {
        if (notReady != null) {
            throw new NotReadyException(notReady);
        }
        return VIEWS;
    }

    @Override
    public OptionalLong closedUpTo() {
        return closedUpTo == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(closedUpTo);
    }

    @Override
    public boolean knows(String series) {
        return calls.containsKey(series);
    }

    @Override
    public List<Window> windows(String series, Resolution r, long from, long to) {
        reads.add(r.label() + "@" + (from - START) / 1000 + "-" + (to - START) / 1000);
        TreeMap<Long, Kpis> found = new TreeMap<>();
        for (Call call : calls.getOrDefault(series, List.of())) {
            long start = r.startOf(call.getCompletedAt().toEpochMilli());
            boolean kept = closedUpTo == Long.MAX_VALUE || start > closedUpTo - kept(r).toMillis();
            if (start >= from && start < to && start + r.millis() <= closedUpTo && kept) {
                found.computeIfAbsent(start, unseen -> new Kpis()).add(CallFigures.of(call, false));
            }
        }
        List<Window> windows = new ArrayList<>();
        found.forEach((start, kpis) -> windows.add(new Window(start, kpis)));
        return windows;
    }

    @Override
    public Set<String> series(SeriesFilter filter, long from, long to) {
        return calls.keySet().stream().filter(filter::matches).collect(Collectors.toSet());
    }
}
