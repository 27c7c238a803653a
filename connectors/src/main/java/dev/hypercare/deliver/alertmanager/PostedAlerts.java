package dev.hypercare.deliver.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The body of {@code POST /api/v2/alerts}. */
final class PostedAlerts {
    private final long expireMs;
    private final long watchdogExpireMs;

    /** @param expireMs how long an alert lasts when it is not posted again; @param watchdogExpireMs the same of the watchdog */
    PostedAlerts(long expireMs, long watchdogExpireMs) {
        this.expireMs = expireMs;
        this.watchdogExpireMs = watchdogExpireMs;
    }

    /** When a posting ends by itself, or has ended. */
    Instant endsAt(Posting posting, long now) {
        Instant ended = posting.endedAt();
        return ended != null
                ? ended
                : Instant.ofEpochMilli(
                        posting.of().alert().isWatchdog()
                                ? posting.of().writtenAt() + watchdogExpireMs
                                : now + expireMs);
    }

    String body(List<Posting> postings, long now) {
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        for (Posting posting : postings) {
            ObjectNode alert = alerts.addObject();
            ObjectNode labels = alert.putObject("labels");
            posting.labels().forEach(labels::put);
            ObjectNode annotations = alert.putObject("annotations");
            posting.annotations().forEach(annotations::put);
            alert.put("startsAt", posting.startsAt().toString());
            alert.put("endsAt", endsAt(posting, now).toString());
            if (posting.link() != null) {
                alert.put("generatorURL", posting.link());
            }
        }
        return alerts.toString();
    }
}
