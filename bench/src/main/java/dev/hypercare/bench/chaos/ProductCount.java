package dev.hypercare.bench.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericRecord;

/** What the product says: the newest version of each window, late calls, dead letters. */
final class ProductCount {
    private static final String PREFIX = "chaos.";

    private final CountedMinutes minutes = new CountedMinutes();
    private final CountedMinutes panes = new CountedMinutes();
    private final Map<String, Long> late = new HashMap<>();
    private final Set<String> letters = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private long versions;

    /** A window with its newest version. */
    private record Newest(long epoch, long version, Map<String, Long> figures) {}

    private ProductCount() {}

    /** Reads all of it. */
    static ProductCount read(TopicContent topics) {
        ProductCount count = new ProductCount();
        count.windows(topics, "kpis-1m", count.minutes);
        count.windows(topics, "kpi-panes", count.panes);
        topics.read(PREFIX + "late.v1", (key, value) -> count.lateCall(value));
        topics.read(PREFIX + "dead-letters.v1", (key, value) -> count.letter(value));
        return count;
    }

    /** The records of one minute. */
    CountedMinutes minutes() {
        return minutes;
    }

    /** The panes, added up to minutes. */
    CountedMinutes panes() {
        return panes;
    }

    /** Request ids of late calls with the watermark, milliseconds. */
    Map<String, Long> late() {
        return late;
    }

    /** Where the lines of dead letters stood in the raw topic: partition-offset. */
    Set<String> letters() {
        return letters;
    }

    /** Records that were written twice, or letters that should not be. */
    List<String> problems() {
        return problems;
    }

    /** Versions of panes that corrected an earlier one. */
    long corrections() {
        return versions;
    }

    private void windows(TopicContent topics, String topic, CountedMinutes to) {
        Map<CountedMinutes.Cell, Newest> newest = new HashMap<>();
        topics.read(PREFIX + topic + ".v1", (key, value) -> {
            CountedMinutes.Cell cell =
                    new CountedMinutes.Cell(value.get("series").toString(), (Long) value.get("windowStart"));
            Newest now = new Newest((Integer) value.get("epoch"), (Integer) value.get("version"), figures(value));
            Newest before = newest.put(cell, now);
            long expected = before == null ? 1 : before.version + 1;
            if (now.version != expected) {
                problems.add("version " + now.version + " of " + topic + " " + cell + " (expected: " + expected + ")");
            }
            versions += before == null ? 0 : 1;
        });
        newest.forEach((cell, window) -> to.add(
                new CountedMinutes.Cell(cell.series(), cell.start() - cell.start() % CountedMinutes.MINUTE_MILLIS),
                window.figures));
    }

    private static Map<String, Long> figures(GenericRecord kpi) {
        Map<String, Long> figures = new HashMap<>();
        for (String name : List.of(
                "calls",
                "failed",
                "clientErrors",
                "serverErrors",
                "noResponse",
                "requestBytes",
                "responseBytes",
                "aiCalls",
                "tokensIn",
                "tokensOut",
                "costMicros")) {
            figures.put(name, (Long) kpi.get(name));
        }
        ((Map<?, ?>) kpi.get("statuses")).forEach((status, n) -> figures.put("status." + status, (Long) n));
        durations("latency", (GenericRecord) kpi.get("latency"), figures);
        durations("upstreamLatency", (GenericRecord) kpi.get("upstreamLatency"), figures);
        return figures;
    }

    private static void durations(String name, GenericRecord summary, Map<String, Long> figures) {
        GenericRecord histogram = (GenericRecord) summary.get("histogram");
        List<?> buckets = (List<?>) histogram.get("buckets");
        List<?> counts = (List<?>) histogram.get("counts");
        for (int i = 0; i < buckets.size(); i++) {
            figures.put(name + ".bucket." + buckets.get(i), (Long) counts.get(i));
        }
        long count = (Long) summary.get("count");
        figures.put(name + ".count", count);
        if (count > 0) {
            figures.put(name + ".sum", (Long) summary.get("sumMicros"));
            figures.put(name + CountedMinutes.MAX, (Long) summary.get("maxMicros"));
        }
    }

    private void lateCall(GenericRecord value) {
        String id = ((GenericRecord) value.get("call")).get("requestId").toString();
        if (late.put(id, (Long) value.get("watermark")) != null) {
            problems.add("twice on the topic of late calls: " + id);
        }
    }

    private void letter(GenericRecord value) {
        String at = value.get("sourcePartition") + "-" + value.get("sourceOffset");
        if (!value.get("stage").toString().equals("normalise")) {
            problems.add("a dead letter of the stage " + value.get("stage") + ": " + value.get("detail"));
        } else if (!letters.add(at)) {
            problems.add("a dead letter twice: " + at);
        }
    }
}
