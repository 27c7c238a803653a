package dev.hypercare.alerts;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.DecisionCause;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why nobody is to be told of an alert.
 *
 * @param kind as in the alert's record
 * @param by fingerprint of the upstream's alert or id of the mark; null where neither
 */
record Suppression(Kind kind, @Nullable String by) {
    static final Suppression NONE = new Suppression(Kind.NONE, null);

    /** The kinds, the strongest first. */
    enum Kind {
        FALSE_ALARM("false-alarm", DecisionCause.FALSE_ALARM, "a person marked it as a false alarm"),
        MAINTENANCE("maintenance", DecisionCause.MAINTENANCE, "a maintenance window holds for it"),
        INHIBITED("inhibited", DecisionCause.INHIBITED, "an API that it depends on has an alert"),
        WAITING("waiting", DecisionCause.WAITING, "the alert of an API that it depends on may still come"),
        NONE(null, DecisionCause.RELEASED, "nothing suppresses it any more");

        private final @Nullable String word;
        private final DecisionCause cause;
        private final String reason;

        Kind(@Nullable String word, DecisionCause cause, String reason) {
            this.word = word;
            this.cause = cause;
            this.reason = reason;
        }

        DecisionCause cause() {
            return cause;
        }

        String reason() {
            return reason;
        }
    }

    /** As it stands in the alert's record. */
    @Nullable
    String word() {
        return kind.word;
    }

    boolean isNone() {
        return kind == Kind.NONE;
    }

    /** Whether an alert's record says this. */
    boolean isSaidBy(Alert alert) {
        return Objects.equals(word(), alert.getSuppression()) && Objects.equals(by, alert.getSuppressedBy());
    }

    /** What an alert's record says. */
    static Suppression of(Alert alert) {
        for (Kind kind : Kind.values()) {
            if (Objects.equals(kind.word, alert.getSuppression())) {
                return new Suppression(kind, alert.getSuppressedBy());
            }
        }
        return NONE;
    }
}
