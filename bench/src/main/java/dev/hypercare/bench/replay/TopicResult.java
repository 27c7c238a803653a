package dev.hypercare.bench.replay;

import java.util.List;

/**
 * What the comparison of a topic has shown.
 *
 * @param topic such as {@code kpis-1m}
 * @param rule what has to be equal, for people
 * @param expected records of the one instance
 * @param found records of the several ones
 * @param differing records, or sums, that are not equal
 * @param first the first differences
 */
record TopicResult(String topic, String rule, long expected, long found, long differing, List<String> first) {
    TopicResult {
        first = List.copyOf(first);
    }

    boolean equal() {
        return differing == 0;
    }
}
