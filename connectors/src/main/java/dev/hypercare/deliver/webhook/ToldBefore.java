package dev.hypercare.deliver.webhook;

import dev.hypercare.deliver.alert.DeliveredAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was told of each alert, so that nothing is told twice while this task lives, and what the next record is worth. Forgotten with
 * the task: after a restart the receiver's own dedupe key tells a repetition. Not thread-safe.
 */
final class ToldBefore {
    private final WebhookTemplate template;
    private final Set<String> severities;
    private final boolean watchdog;
    private final Map<String, Told> byFingerprint = new HashMap<>();

    /** The newest that was told of one life of an alert. */
    private record Told(
            Instant since,
            String state,
            String severity,
            @Nullable String acknowledgedBy) {
        static Told of(DeliveredAlert alert) {
            return new Told(alert.since(), alert.state(), alert.severity(), alert.acknowledgedBy());
        }
    }

    /** @param watchdog whether each renewal of the watchdog is told */
    ToldBefore(WebhookTemplate template, Set<String> severities, boolean watchdog) {
        this.template = template;
        this.severities = severities;
        this.watchdog = watchdog;
    }

    /** The sections of the template to post, in order; none where nothing is. */
    List<String> sections(DeliveredAlert alert) {
        if (alert.isWatchdog()) {
            return watchdog && alert.isActive() ? List.of("firing") : List.of();
        }
        Told known = byFingerprint.get(alert.fingerprint());
        Told told = known != null && known.since().equals(alert.since()) ? known : null;
        if (told == null && !severities.contains(alert.severity())) {
            return List.of();
        }
        if (alert.isEnd()) {
            return template.has("resolved") ? List.of("resolved") : List.of();
        }
        boolean changed = told == null
                || !told.state().equals(alert.state())
                || !told.severity().equals(alert.severity());
        List<String> sections = new ArrayList<>();
        if (changed) {
            sections.add("firing");
        }
        String who = alert.acknowledgedBy();
        if (who != null && template.has("acknowledged") && (told == null || !who.equals(told.acknowledgedBy()))) {
            sections.add("acknowledged");
        }
        return sections;
    }

    /** It was told, all of it. */
    void told(DeliveredAlert alert) {
        if (alert.isEnd()) {
            byFingerprint.remove(alert.fingerprint());
        } else {
            byFingerprint.put(alert.fingerprint(), Told.of(alert));
        }
    }
}
