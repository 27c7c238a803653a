package dev.hypercare.alerts;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.SeverityMatrix;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.DecisionCause;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves one alert at a time: by a verdict, or because its time has come. Each step depends on what is remembered of the alert, the marks,
 * the sources and the event time given, on nothing else. Not thread-safe.
 */
final class AlertKeeper {
    /** Stands for a time of ingest where it does not matter: nothing is historic then. */
    private static final long PRESENT = Long.MIN_VALUE;

    private final AlertsConfig config;
    private final Dependencies dependencies;
    private final Muting muting;
    private final MarkBoard marks;
    private final DeskOutput output;

    AlertKeeper(AlertsConfig config, Dependencies dependencies, Muting muting, MarkBoard marks, DeskOutput output) {
        this.config = config;
        this.dependencies = dependencies;
        this.muting = muting;
        this.marks = marks;
        this.output = output;
    }

    /** Takes a verdict, after everything of the alert that was due before it. */
    void verdict(LiveAlert life, Verdict verdict, long receivedAt) {
        if (life.verdict != null && verdict.getAt().isBefore(life.verdict.getAt())) {
            AlertState state = Objects.requireNonNullElse(life.state(), AlertState.RESOLVED);
            unchanged(life, verdict, state, state, DecisionCause.STALE, "the verdict is older than the one before it");
            return;
        }
        long at = verdict.getAt().toEpochMilli();
        if (life.alert != null) {
            at = Math.max(at, life.alert.getAt().toEpochMilli());
        }
        if (life.shadow != verdict.getShadow()) {
            changeMode(life, verdict, at, receivedAt);
        }
        boolean wasFiring = life.flaps.firing();
        life.verdict = verdict;
        if (isJudged(verdict) && !AlertRecords.isTest(verdict)) {
            life.flaps = life.flaps.seen(verdict.getState() == VerdictState.BREACHED, at, config.flapping());
        }
        AlertState before = life.state();
        AlertState after = AlertLifecycle.after(before, verdict.getState(), life.flaps.flapping());
        if (after != null) {
            if (tellsImpact(verdict)) {
                boolean anew = before == null || before == AlertState.PENDING;
                life.severity = anew ? SeverityKeep.of(wanted(life)) : life.severity.want(wanted(life), at);
            }
            change(life, after, DecisionCause.CHANGED, at, verdict.getReason(), receivedAt);
            return;
        }
        if (before == AlertState.FLAPPING && life.flaps.firing() != wasFiring) {
            flapped(life, verdict, wasFiring);
        }
        if (before != null && tellsImpact(verdict)) {
            level(life, life.severity.want(wanted(life), at), at, receivedAt);
        }
    }

    /** Does what is due at an instant, if anything is. */
    void due(LiveAlert life, long at, long receivedAt) {
        AlertState before = life.state();
        if (before == null || before == AlertState.FLAPPING) {
            life.flaps = life.flaps.until(at, config.flapping());
        }
        if (before == null) {
            return;
        }
        if (before == AlertState.FLAPPING && !life.flaps.flapping()) {
            AlertState settled = AlertLifecycle.settled(newest(life).getState());
            change(life, settled, DecisionCause.CHANGED, at, "it has stopped to come and go", receivedAt);
        }
        if (life.alert != null) {
            level(life, life.severity.until(at, config.severityKeep()), at, receivedAt);
            refresh(life, at, receivedAt);
        }
    }

    /** When the alert has to be looked at next; {@link Timers#NEVER} for never. */
    long nextDue(LiveAlert life, long now) {
        Alert alert = life.alert;
        long step = config.flapping().step().toMillis();
        if (alert == null) {
            return life.flaps.isQuiet() ? Timers.NEVER : life.flaps.countedTo() + step;
        }
        long next = Math.min(life.severity.due(config.severityKeep()), muting.nextChange(life, alert, now));
        return alert.getState() == AlertState.FLAPPING ? Math.min(next, life.flaps.countedTo() + step) : next;
    }

    /** Looks again at what may suppress an alert, and who has taken it on; returns whether that is another. */
    boolean refresh(LiveAlert life, long at, long receivedAt) {
        Alert alert = life.alert;
        if (alert == null || !life.isUp()) {
            return false;
        }
        Suppression suppression = muting.of(life, alert, at);
        Mark taken = marks.holding(MarkKind.ACKNOWLEDGED, alert, at);
        if (!suppression.isSaidBy(alert)) {
            Suppression.Kind kind = suppression.kind();
            change(life, alert.getState(), kind.cause(), at, kind.reason(), receivedAt);
            return true;
        }
        if (!Objects.equals(taken == null ? null : taken.getBy(), alert.getAcknowledgedBy())) {
            String reason = taken == null ? "nobody has taken it on any more" : "taken on by " + taken.getBy();
            change(life, alert.getState(), DecisionCause.MARKED, at, reason, receivedAt);
            return true;
        }
        return false;
    }

    /** Says again what lasts, now that the present has been reached: what was historic is told. */
    void catchUp(LiveAlert life, long at) {
        Alert alert = Objects.requireNonNull(life.alert, "only what lasts can be historic");
        String reason = "it began in the past, before this was processed, and lasts: " + alert.getReason();
        change(life, alert.getState(), DecisionCause.CAUGHT_UP, at, reason, PRESENT);
    }

    /** Records that a person said something of an alert that changes nothing of it. */
    void note(LiveAlert life, Mark mark, long at) {
        Alert alert = life.alert;
        if (alert != null) {
            Alert said = AlertRecords.transition(
                            alert,
                            newest(life),
                            alert.getState(),
                            alert.getSeverity(),
                            alert.getImpact(),
                            null,
                            at,
                            said(mark))
                    .setSuppressedBy(mark.getId())
                    .build();
            output.decision(AlertRecords.decision(said, true, DecisionCause.MARKED));
        }
    }

    private static String said(Mark mark) {
        String note = mark.getNote() == null ? "" : ": " + mark.getNote();
        return mark.getBy() + " marked it as " + mark.getKind() + note;
    }

    private void change(
            LiveAlert life, AlertState after, DecisionCause cause, long at, String reason, long receivedAt) {
        Verdict verdict = newest(life);
        Alert before = life.alert;
        Alert.Builder next = AlertRecords.transition(
                before,
                verdict,
                after,
                life.severity.shown().name(),
                before == null || tellsImpact(verdict) ? impact(life).words() : before.getImpact(),
                entry(verdict),
                at,
                reason);
        next.setHistoric(isHistoric(life, after, at, receivedAt));
        Suppression suppression = AlertLifecycle.isUp(after)
                ? markUp(life, next, at)
                : before == null || life.told ? Suppression.NONE : Suppression.of(before);
        Alert alert = next.setSuppression(suppression.word())
                .setSuppressedBy(suppression.by())
                .build();
        if (alert.getHistoric() && !life.isHistoric()) {
            life.historicFrom = receivedAt;
        }
        if (AlertLifecycle.hasEnded(after)) {
            life.ended();
        } else {
            life.told |= life.isToldBy(alert);
            life.alert = alert;
        }
        write(life, alert, cause, suppression);
    }

    private Suppression markUp(LiveAlert life, Alert.Builder next, long at) {
        Alert base = next.build();
        Mark taken = marks.holding(MarkKind.ACKNOWLEDGED, base, at);
        next.setAcknowledgedAt(taken == null ? null : taken.getMadeAt())
                .setAcknowledgedBy(taken == null ? null : taken.getBy());
        return muting.of(life, base, at);
    }

    /** What somebody was told of is never historic: its end has to be told as well. */
    private boolean isHistoric(LiveAlert life, AlertState after, long at, long receivedAt) {
        boolean late = receivedAt != PRESENT
                && receivedAt - at > config.historicAfter().toMillis();
        boolean endsWhatFired = AlertLifecycle.hasEnded(after) && life.isUp();
        return !life.told && (endsWhatFired ? life.isHistoric() : late);
    }

    private void write(LiveAlert life, Alert alert, DecisionCause given, Suppression suppression) {
        boolean untold = alert.getState() == AlertState.PENDING || alert.getState() == AlertState.CANCELLED;
        DecisionCause cause = given;
        if (life.shadow) {
            cause = DecisionCause.SHADOW;
        } else if (alert.getTest()) {
            cause = DecisionCause.TEST;
        } else if (given == DecisionCause.CHANGED) {
            cause = cause(alert, suppression, untold);
        }
        if (!life.shadow) {
            output.alert(alert);
        }
        boolean suppressed = life.shadow || untold || !suppression.isNone() || alert.getHistoric();
        output.decision(AlertRecords.decision(alert, suppressed, cause));
    }

    private static DecisionCause cause(Alert alert, Suppression suppression, boolean untold) {
        if (!suppression.isNone()) {
            return suppression.kind().cause();
        }
        if (alert.getHistoric()) {
            return DecisionCause.HISTORIC;
        }
        if (untold) {
            return DecisionCause.HOLD;
        }
        return alert.getState() == AlertState.FLAPPING ? DecisionCause.FLAPPING : DecisionCause.CHANGED;
    }

    private void level(LiveAlert life, SeverityKeep next, long at, long receivedAt) {
        Alert alert = life.alert;
        boolean moved = next.shown() != life.severity.shown();
        life.severity = next;
        if (moved && alert != null) {
            String reason = "severity " + alert.getSeverity() + " became " + next.shown() + ": "
                    + impact(life).words();
            change(life, alert.getState(), DecisionCause.SEVERITY, at, reason, receivedAt);
        }
    }

    private void flapped(LiveAlert life, Verdict verdict, boolean wasFiring) {
        AlertState from = wasFiring ? AlertState.FIRING : AlertState.RESOLVED;
        AlertState to = wasFiring ? AlertState.RESOLVED : AlertState.FIRING;
        String why = "it comes and goes: " + Math.round(life.flaps.percent()) + " % of its last states are changes";
        unchanged(life, verdict, from, to, life.shadow ? DecisionCause.SHADOW : DecisionCause.FLAPPING, why);
    }

    private void unchanged(
            LiveAlert life, Verdict verdict, AlertState from, AlertState to, DecisionCause cause, String why) {
        String severity = life.alert == null
                ? verdict.getSeverity()
                : life.severity.shown().name();
        output.decision(AlertRecords.unchanged(verdict, from, to, severity, cause, why));
    }

    /** A rule that begins to alert begins anew; one that stops to does not leave an alert behind. */
    private void changeMode(LiveAlert life, Verdict verdict, long at, long receivedAt) {
        if (life.alert != null && !life.shadow) {
            AlertState end = life.isUp() ? AlertState.RESOLVED : AlertState.CANCELLED;
            change(life, end, DecisionCause.CHANGED, at, "its rule only tries from now on", receivedAt);
        }
        life.ended();
        life.flaps = Flaps.NONE;
        life.shadow = verdict.getShadow();
    }

    private Severity wanted(LiveAlert life) {
        return SeverityMatrix.of(
                Severity.valueOf(newest(life).getSeverity()), impact(life).level());
    }

    private Impact impact(LiveAlert life) {
        return Impact.of(newest(life), entry(newest(life)), config);
    }

    private @Nullable CatalogEntry entry(Verdict verdict) {
        return dependencies.entry(verdict.getLabels().get("api"));
    }

    /** The figures of a verdict that nothing is wrong tell nothing of the impact of what was. */
    private static boolean tellsImpact(Verdict verdict) {
        return verdict.getState() == VerdictState.BREACHED || verdict.getState() == VerdictState.PENDING;
    }

    private static boolean isJudged(Verdict verdict) {
        return verdict.getState() == VerdictState.BREACHED || verdict.getState() == VerdictState.OK;
    }

    private static Verdict newest(LiveAlert life) {
        return Objects.requireNonNull(life.verdict, "a life begins with a verdict");
    }
}
