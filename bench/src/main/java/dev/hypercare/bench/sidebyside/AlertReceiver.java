package dev.hypercare.bench.sidebyside;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.testdata.FiredAlert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Takes what Alertmanager posts to a webhook, and notes when each alert was first told of. Thread-safe. */
final class AlertReceiver {
    /** The labels that an alert of ours has too; others are Prometheus's own. */
    private static final Set<String> PLACES =
            Set.of("api", "route", "method", "consumer", "client", "model", "gateway");

    private final ObjectMapper json = new ObjectMapper();
    private final LongSupplier clock;
    private final long slackMillis;
    private final Set<String> known = new HashSet<>();
    private final List<FiredAlert> fired = new ArrayList<>();

    /**
     * @param clock now, epoch ms
     * @param slackMillis is added to the window of each alert: so much later than its cause an alert may come by the intervals
     */
    AlertReceiver(LongSupplier clock, long slackMillis) {
        this.clock = clock;
        this.slackMillis = slackMillis;
    }

    /** Takes a message; returns the answer, which is empty. Error: {@link IllegalArgumentException} for what is no such message. */
    synchronized String take(String body) {
        long now = clock.getAsLong();
        try {
            for (JsonNode alert : json.readTree(body).path("alerts")) {
                String life = alert.path("fingerprint").asText()
                        + alert.path("startsAt").asText();
                if (alert.path("status").asText().equals("firing") && known.add(life)) {
                    fired.add(fired(alert, now));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        return "";
    }

    private FiredAlert fired(JsonNode alert, long now) {
        JsonNode labels = alert.path("labels");
        Map<String, String> places = new HashMap<>();
        for (String place : PLACES) {
            if (labels.has(place)) {
                places.put(place, labels.path(place).asText());
            }
        }
        return new FiredAlert(
                labels.path("alertname").asText(),
                labels.path("severity").asText(),
                places,
                labels.path("window").asLong() * 1000 + slackMillis,
                now,
                null,
                alert.path("annotations").path("summary").asText());
    }

    /** The alerts that were told of until now. */
    synchronized List<FiredAlert> fired() {
        return List.copyOf(fired);
    }
}
