package dev.hypercare.gaps;

import dev.hypercare.contract.TestAlert;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the lives of alerts, and decides which of them nobody took note of: candidates for noise. Depends on what it is told and the event
 * times given, on nothing else.
 */
final class UnreportedAlerts {
    /** Alerts that ended are remembered for so long, because patterns are told after the fact. */
    static final Duration LONGEST_LOOK_BACK = Duration.ofHours(1);
    /** What was said so long before a time ran out is out of date; the book may have forgotten it. */
    static final Duration OLDEST_NOTE = Duration.ofDays(1);

    private static final String PREFIX = "s|";

    private final GapsConfig config;
    private final GapMemory memory;
    private final GapForms forms;
    private final OpenGaps gaps;
    private final ReportBook reports;
    private final GapTimes times;
    private final SpellBook spells;

    UnreportedAlerts(
            GapsConfig config,
            GapMemory memory,
            GapForms forms,
            OpenGaps gaps,
            ReportBook reports,
            GapTimes times,
            SpellBook spells) {
        this.config = config;
        this.memory = memory;
        this.forms = forms;
        this.gaps = gaps;
        this.reports = reports;
        this.times = times;
        this.spells = spells;
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    void restore(String key, byte[] value) {
        AlertSpell spell = AlertSpell.of(value, forms);
        spells.put(spell);
        times.set(key, nextDue(spell));
    }

    /** Whether an alert counts: neither the watchdog nor a test does. */
    static boolean counts(Alert alert) {
        return !alert.getTest()
                && !alert.getRule().equals(WatchdogAlert.RULE)
                && !alert.getRule().equals(TestAlert.RULE);
    }

    /** Takes a transition; returns the life where it says now that something is wrong, else null. */
    @Nullable
    AlertSpell alert(Alert alert) {
        long at = alert.getAt().toEpochMilli();
        AlertSpell spell = spells.get(AlertSpell.key(alert));
        boolean up = isUp(alert.getState());
        if (up) {
            spell = spell == null ? begin(alert) : spell;
            spell.alert = alert;
            spell.endedAt = GapTimes.NEVER;
            spell.falseAlarm = "false-alarm".equals(alert.getSuppression());
            spell.acknowledged |= alert.getAcknowledgedAt() != null;
            if (spell.toldAt == GapTimes.NEVER && alert.getSuppression() == null && !alert.getHistoric()) {
                spell.toldAt = at;
            }
        } else if (spell != null && alert.getState() == AlertState.RESOLVED) {
            spell.alert = alert;
            spell.endedAt = at;
        } else {
            return null;
        }
        if (spell.gap != null && (spell.acknowledged || spell.falseAlarm)) {
            close(spell, at, "told too early: " + (spell.falseAlarm ? "it was a false alarm" : "it was acknowledged"));
        }
        settle(spell);
        return up && !spell.falseAlarm ? spell : null;
    }

    private AlertSpell begin(Alert alert) {
        for (AlertSpell earlier : spells.ofAlert(alert.getFingerprint())) {
            if (earlier.endedAt == GapTimes.NEVER) {
                earlier.endedAt = alert.getStartedAt().toEpochMilli();
                settle(earlier);
            }
        }
        return new AlertSpell(alert, (alert.getFiredAt() == null ? alert.getAt() : alert.getFiredAt()).toEpochMilli());
    }

    /** Somebody said or opened something: looks at what is open again. */
    void noted(long at) {
        for (AlertSpell spell : spells.all()) {
            String note = spell.gap == null ? null : noteOf(spell, at);
            if (note != null) {
                close(spell, at, "told too early: " + note);
                settle(spell);
            }
        }
    }

    /** Does what is due of the life with a key of {@link GapTimes}. */
    void due(String key, long at) {
        AlertSpell spell = spells.get(key.substring(PREFIX.length()));
        if (spell == null) {
            return;
        }
        if (!spell.judged && at >= deadline(spell)) {
            judge(spell, at);
        } else if (spell.gap != null) {
            close(spell, at, "listed for " + config.noReport().listedFor().toDays() + " days, nothing more came of it");
        } else {
            spells.remove(spell);
            memory.delete(key);
            return;
        }
        settle(spell);
    }

    private void judge(AlertSpell spell, long at) {
        spell.judged = true;
        long fired = Math.min(spell.endedAt, at) - spell.toldAt;
        boolean noise = !spell.falseAlarm
                && !spell.acknowledged
                && fired >= config.noReport().minFiring().toMillis()
                && noteOf(spell, at) == null;
        if (!noise) {
            return;
        }
        for (AlertSpell earlier : spells.ofAlert(spell.alert.getFingerprint())) {
            if (earlier.gap != null) {
                spell.unreportedBefore = Math.max(spell.unreportedBefore, earlier.unreportedBefore + 1);
                close(earlier, at, "it fired again and nobody took note of that either");
                settle(earlier);
            }
        }
        spell.gap = gaps.open(GapRecords.noReport(spell, at, config.noReport().after()));
    }

    private @Nullable String noteOf(AlertSpell spell, long marksTo) {
        long deadline = deadline(spell);
        long from =
                Math.max(spell.startedAt(), deadline - config.noReport().after().toMillis() - OLDEST_NOTE.toMillis());
        return reports.noteOf(spell.alert, from, marksTo, deadline);
    }

    private void close(AlertSpell spell, long at, String reason) {
        if (spell.gap != null) {
            gaps.close(spell.gap, at, reason, Map.of());
            spell.gap = null;
        }
    }

    private void settle(AlertSpell spell) {
        spells.put(spell);
        String key = PREFIX + AlertSpell.key(spell.alert);
        memory.put(key, spell.toBytes(forms));
        times.set(key, nextDue(spell));
    }

    private long deadline(AlertSpell spell) {
        return spell.toldAt == GapTimes.NEVER
                ? GapTimes.NEVER
                : spell.toldAt + config.noReport().after().toMillis();
    }

    private long nextDue(AlertSpell spell) {
        if (spell.toldAt != GapTimes.NEVER && !spell.judged) {
            return deadline(spell);
        }
        if (spell.gap != null) {
            return deadline(spell) + config.noReport().listedFor().toMillis();
        }
        return spell.endedAt == GapTimes.NEVER
                ? GapTimes.NEVER
                : spell.endedAt + config.noAlert().after().toMillis() + LONGEST_LOOK_BACK.toMillis();
    }

    private static boolean isUp(AlertState state) {
        return state == AlertState.FIRING || state == AlertState.FLAPPING || state == AlertState.UNKNOWN;
    }
}
