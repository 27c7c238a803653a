package dev.hypercare.layout;

import dev.hypercare.contract.Resolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Counts calls by window, in plain lists: it shares nothing with the product but the lengths of the windows. */
final class Recount {
    private Recount() {}

    /** Every window that holds a call. */
    static Map<WindowKey, WindowFigures> of(List<FedRecord> records) {
        Map<WindowKey, List<FedRecord>> calls = byWindow(records);
        Map<WindowKey, WindowFigures> figures = new HashMap<>();
        calls.forEach((window, ofWindow) -> figures.put(window, figures(ofWindow)));
        return figures;
    }

    /** The calls of each window. */
    static Map<WindowKey, List<FedRecord>> byWindow(List<FedRecord> records) {
        Map<WindowKey, List<FedRecord>> windows = new HashMap<>();
        for (FedRecord call : records) {
            if (!call.isCall()) {
                continue;
            }
            for (String series : series(call)) {
                for (Resolution resolution : Resolution.values()) {
                    long start = Math.floorDiv(call.completedAt(), resolution.millis()) * resolution.millis();
                    windows.computeIfAbsent(new WindowKey(resolution, series, start), unseen -> new ArrayList<>())
                            .add(call);
                }
            }
        }
        return windows;
    }

    /** By the views of {@link KpiInstallation}. */
    private static List<String> series(FedRecord call) {
        return List.of(
                "api=" + call.api(),
                "api=" + call.api() + ",route=" + call.route() + ",method=" + call.method(),
                "api=" + call.api() + ",consumer=" + (call.consumer() == null ? "-" : call.consumer()));
    }

    private static WindowFigures figures(List<FedRecord> calls) {
        Map<Integer, Long> statuses = new TreeMap<>();
        calls.forEach(call -> statuses.merge(call.status(), 1L, Long::sum));
        return new WindowFigures(
                calls.size(),
                count(calls, call -> call.status() == 0 || call.status() / 100 == 5),
                count(calls, call -> call.status() / 100 == 4),
                count(calls, call -> call.status() / 100 == 5),
                count(calls, call -> call.status() == 0),
                count(calls, FedRecord::isLate),
                statuses,
                sum(calls, FedRecord::requestBytes),
                sum(calls, FedRecord::responseBytes),
                count(calls, call -> call.model() != null),
                count(calls, call -> call.model() != null && call.tokensIn() == null),
                sum(calls, FedRecord::tokensIn),
                sum(calls, FedRecord::tokensOut),
                sum(calls, FedRecord::costMicros),
                latency(calls, FedRecord::durationMicros),
                latency(calls, FedRecord::upstreamMicros));
    }

    private static long count(List<FedRecord> calls, java.util.function.Predicate<FedRecord> which) {
        return calls.stream().filter(which).count();
    }

    private static long sum(List<FedRecord> calls, java.util.function.Function<FedRecord, @Nullable Long> of) {
        ToLongFunction<FedRecord> orZero = call -> {
            Long value = of.apply(call);
            return value == null ? 0 : value;
        };
        return calls.stream().mapToLong(orZero).sum();
    }

    private static WindowFigures.Latency latency(
            List<FedRecord> calls, java.util.function.Function<FedRecord, @Nullable Long> of) {
        List<Long> sorted = new ArrayList<>();
        for (FedRecord call : calls) {
            Long value = of.apply(call);
            if (value != null) {
                sorted.add(value);
            }
        }
        Collections.sort(sorted);
        if (sorted.isEmpty()) {
            return WindowFigures.Latency.NONE;
        }
        return new WindowFigures.Latency(
                sorted.size(),
                sorted.stream().mapToLong(Long::longValue).sum(),
                sorted.get(sorted.size() - 1),
                percentile(sorted, 50),
                percentile(sorted, 99));
    }

    /** The smallest value that so many percent of all do not exceed. */
    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.max(1, (percent * sorted.size() + 99) / 100) - 1);
    }
}
