package dev.hypercare.deliver.alert;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic {@code alerts}, as far as deliverers need it. The fields are those of the Avro schema.
 *
 * @param firedAt null while it is pending
 * @param resolvedAt null before its end
 * @param evidence the figures behind it, sorted by name
 */
public record DeliveredAlert(
        String fingerprint,
        String rule,
        String ruleVersion,
        String series,
        Map<String, String> labels,
        String state,
        String severity,
        String summary,
        String reason,
        Instant at,
        Instant startedAt,
        @Nullable Instant firedAt,
        @Nullable Instant resolvedAt,
        Map<String, Double> evidence,
        String condition,
        @Nullable String runbook,
        @Nullable String tenant,
        @Nullable String owner,
        @Nullable String criticality,
        boolean test,
        @Nullable String impact,
        @Nullable String suppression,
        @Nullable String acknowledgedBy,
        boolean historic,
        @Nullable String change) {

    private static final Set<String> ACTIVE = Set.of("FIRING", "FLAPPING", "UNKNOWN");

    /** Whether it fires, flaps or is unknown: missing telemetry is no recovery. */
    public boolean isActive() {
        return ACTIVE.contains(state);
    }

    /** Whether anybody is to be told of this record at all (docs/reference/alerts.md, "Who is told"). */
    public boolean isTold() {
        return suppression == null && !historic && (isActive() || isEnd());
    }

    /** Whether it is the end of one that fired. */
    public boolean isEnd() {
        return state.equals("RESOLVED");
    }

    /** Whether it is the dead man's switch, which fires always and must not be kept alive by anybody but its maker. */
    public boolean isWatchdog() {
        return labels.containsKey("watchdog");
    }

    /** When it began to fire; when its condition began to hold where that is not told. */
    public Instant since() {
        return firedAt == null ? startedAt : firedAt;
    }
}
