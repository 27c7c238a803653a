package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts why questions were not answered, or in part only, as the instances say. */
final class LackReasons {
    private static final int SHOWN = 25;

    private final Map<String, Long> counts = new TreeMap<>();

    /** Notes what a question lacks. @param said the answer, or what was said instead */
    void note(AskedQuery query, JsonNode said) {
        if (!query.answered()) {
            count(query, query.status() + " " + said.path("detail").asText());
            return;
        }
        said.path("freshness")
                .path("missing")
                .forEach(missing -> count(
                        query,
                        "without " + missing.path("store").asText() + ": "
                                + missing.path("why").asText()));
    }

    private void count(AskedQuery query, String why) {
        String alike = why.replaceAll("\\d{2,}", "#").replaceAll("\\b\\d_\\d+\\b", "#");
        counts.merge(query.kind().key() + ", " + query.part().text() + ": " + alike, 1L, Long::sum);
    }

    /** The most frequent ones first. */
    Map<String, Long> counts() {
        Map<String, Long> most = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(each -> most.put(each.getKey(), each.getValue()));
        return most;
    }
}
