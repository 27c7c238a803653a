package dev.hypercare.bench.replay;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has shown.
 *
 * @param options of the run
 * @param logged records of the log, ticks included
 * @param terminated how often an instance was told to end while it worked
 * @param killed how often one was killed
 * @param ownEnds how often one ended by itself
 * @param secondsOfOne that one instance took for the log, its start included
 * @param topics what each topic has shown
 */
record ReplayReport(
        ReplayOptions options,
        long logged,
        int terminated,
        int killed,
        int ownEnds,
        double secondsOfOne,
        List<TopicResult> topics) {
    ReplayReport {
        topics = List.copyOf(topics);
    }

    /** Whether every topic is equal, and none that always has records is empty. */
    boolean passed() {
        return topics.stream().allMatch(topic -> topic.equal() && topic.expected() > 0);
    }

    /** Prints the table. */
    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nseed %d: %d records in %d partitions; three instances with %d SIGTERM and %d kill -9, one instance in %.1f s%n%n",
                options.seed(),
                logged,
                options.partitions(),
                terminated,
                killed,
                secondsOfOne);
        out.printf("%-13s %12s %12s %10s  %s%n", "topic", "one", "three", "different", "compared");
        for (TopicResult topic : topics) {
            out.printf(
                    Locale.ROOT,
                    "%-13s %12d %12d %10d  %s%n",
                    topic.topic(),
                    topic.expected(),
                    topic.found(),
                    topic.differing(),
                    topic.rule() + (topic.expected() == 0 ? "; EMPTY: shows nothing" : ""));
        }
        topics.forEach(topic -> topic.first().forEach(difference -> out.println("  " + difference)));
        if (ownEnds > 0) {
            out.println(ownEnds + " times an instance ended by itself and was started again: see its log");
        }
        out.println(passed() ? "equal, record for record" : "NOT EQUAL");
        out.flush();
    }

    /** The same for machines. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seed", options.seed());
        json.put("calls", options.calls());
        json.put("series", options.series());
        json.put("partitions", options.partitions());
        json.put("speed", options.speed());
        json.put("start", Instant.ofEpochMilli(options.start()).toString());
        json.put("records", logged);
        json.put("terminated", terminated);
        json.put("killed", killed);
        json.put("ownEnds", ownEnds);
        json.put("secondsOfOne", secondsOfOne);
        json.put("passed", passed());
        json.put("topics", topics);
        return json;
    }
}
