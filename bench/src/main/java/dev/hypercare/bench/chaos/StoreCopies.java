package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether every store of the kpi application has its copies, as the instances say: one more may go then. */
final class StoreCopies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String KPI = "kpi";
    /** Under load a copy is always some commits behind. */
    private static final long FEW_RECORDS = 5000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int copies;

    /** @param copies that there are to be of each */
    StoreCopies(int copies) {
        this.copies = copies;
    }

    /** Whether all are there. An instance that does not answer has none. */
    boolean all(List<InstanceNode> instances) {
        Set<String> worked = new HashSet<>();
        Map<String, Integer> copied = new HashMap<>();
        for (InstanceNode instance : instances) {
            try {
                for (JsonNode app : ask(instance, "/api/v1/topology").path("apps")) {
                    if (app.path("name").asText().equals(KPI)) {
                        app.path("threads").forEach(thread -> {
                            worked.addAll(thread.path("active").findValuesAsText("task"));
                            thread.path("standby")
                                    .findValuesAsText("task")
                                    .forEach(task -> copied.merge(task, 1, Integer::sum));
                        });
                    }
                }
                if (ask(instance, "/api/v1/lag?app=" + KPI)
                                .path("storeLagRecords")
                                .asLong(Long.MAX_VALUE)
                        > FEW_RECORDS) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !worked.isEmpty() && worked.stream().allMatch(task -> copied.getOrDefault(task, 0) >= copies);
    }

    private JsonNode ask(InstanceNode instance, String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(
                        HttpRequest.newBuilder(URI.create(instance.url() + path))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
