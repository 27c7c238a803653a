package dev.hypercare.alerts;

import dev.hypercare.contract.Severity;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether somebody is to be told of an alert: not while a mark forbids it, not while the alert of an API that its own depends on
 * fires, and not before that one had the time to come. The alert itself goes on, whatever is decided here.
 */
final class Muting {
    private final InhibitionTimes times;
    private final Sources sources;
    private final MarkBoard marks;

    Muting(InhibitionTimes times, Sources sources, MarkBoard marks) {
        this.times = times;
        this.sources = sources;
        this.marks = marks;
    }

    /** What suppresses an alert at an instant of event time; follows in {@code life} which alert inhibits it. */
    Suppression of(LiveAlert life, Alert alert, long at) {
        if (alert.getTest() || life.shadow) {
            return Suppression.NONE;
        }
        Mark falseAlarm = marks.holding(MarkKind.FALSE_ALARM, alert, at);
        if (falseAlarm != null) {
            return new Suppression(Suppression.Kind.FALSE_ALARM, falseAlarm.getId());
        }
        Mark maintenance = marks.holding(MarkKind.MAINTENANCE, alert, at);
        if (maintenance != null) {
            return new Suppression(Suppression.Kind.MAINTENANCE, maintenance.getId());
        }
        String api = alert.getLabels().get("api");
        return life.ordered && api != null ? inhibition(life, alert, api, at) : Suppression.NONE;
    }

    /** The next instant after {@code now} at which that may be another without anything else happening. */
    long nextChange(LiveAlert life, Alert alert, long now) {
        long next = marks.nextChange(alert, now);
        if (life.ordered && life.isUp()) {
            long waited = waitsUntil(alert);
            next = waited > now ? Math.min(next, waited) : next;
            next = life.mutedUntil > now ? Math.min(next, life.mutedUntil) : next;
        }
        return next;
    }

    /** As others have to know an alert: null where it inhibits nobody. */
    static @Nullable Source asSource(LiveAlert life) {
        Alert alert = life.alert;
        if (alert == null || !life.isUp() || life.shadow || alert.getTest()) {
            return null;
        }
        String api = alert.getLabels().get("api");
        boolean falseAlarm = Suppression.of(alert).kind() == Suppression.Kind.FALSE_ALARM;
        return api == null || falseAlarm ? null : source(alert, api);
    }

    private Suppression inhibition(LiveAlert life, Alert alert, String api, long at) {
        Source found = sources.over(source(alert, api), life.upstreams);
        if (found != null) {
            life.source = found.fingerprint();
            life.mutedUntil = Timers.NEVER;
        } else if (life.source != null) {
            if (life.mutedUntil == Timers.NEVER) {
                life.mutedUntil = at + times.release().toMillis();
            }
            if (at >= life.mutedUntil) {
                life.source = null;
                life.mutedUntil = Timers.NEVER;
            }
        }
        if (life.source != null) {
            return new Suppression(Suppression.Kind.INHIBITED, life.source);
        }
        boolean waits =
                !life.told && at < waitsUntil(alert) && !alert.getSeverity().equals(Severity.P1.name());
        return waits ? new Suppression(Suppression.Kind.WAITING, null) : Suppression.NONE;
    }

    private long waitsUntil(Alert alert) {
        Instant fired = alert.getFiredAt();
        return fired == null ? Timers.NEVER : fired.plus(times.hold()).toEpochMilli();
    }

    private static Source source(Alert alert, String api) {
        Instant fired = alert.getFiredAt();
        return new Source(
                alert.getFingerprint(),
                api,
                Severity.valueOf(alert.getSeverity()),
                (fired == null ? alert.getAt() : fired).toEpochMilli());
    }
}
