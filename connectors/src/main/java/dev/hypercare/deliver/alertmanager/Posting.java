package dev.hypercare.deliver.alertmanager;

import dev.hypercare.deliver.alert.Transition;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Alertmanager is to know of one set of labels.
 *
 * @param labels its identity there
 * @param endedAt null while it lasts
 * @param endedSince when we learned of the end, epoch ms; 0 while it lasts
 * @param sequence higher with each change
 * @param of the newest record that says so
 */
record Posting(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        @Nullable Instant endedAt,
        long endedSince,
        @Nullable String link,
        long sequence,
        Transition of) {

    boolean isEnded() {
        return endedAt != null;
    }

    /** The same, ended, with what is said of it now. */
    Posting ended(Map<String, String> saying, Instant at, long now, long newer, Transition by) {
        Instant end = at.isBefore(startsAt) ? startsAt : at;
        return new Posting(labels, saying, startsAt, end, now, link, newer, by);
    }
}
