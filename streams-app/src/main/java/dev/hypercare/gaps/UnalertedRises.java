package dev.hypercare.gaps;

import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the patterns that rise, and decides which of them no alert tells of. Depends on what it is told and the event times given, on
 * nothing else.
 */
final class UnalertedRises {
    /** Patterns that are seen are told every hour: what is not heard of for longer does not rise any more. */
    static final Duration SILENT_AFTER = Duration.ofHours(2);

    private static final String PREFIX = "r|";

    private final NoAlertLimits limits;
    private final GapMemory memory;
    private final GapForms forms;
    private final OpenGaps gaps;
    private final GapTimes times;
    private final SpellBook spells;
    private final Map<String, Rise> rises = new TreeMap<>();

    UnalertedRises(
            NoAlertLimits limits, GapMemory memory, GapForms forms, OpenGaps gaps, GapTimes times, SpellBook spells) {
        this.limits = limits;
        this.memory = memory;
        this.forms = forms;
        this.gaps = gaps;
        this.times = times;
        this.spells = spells;
    }

    void clear() {
        rises.clear();
    }

    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    void restore(String key, byte[] value) {
        Rise rise = Rise.of(value, forms);
        rises.put(rise.pattern.getId(), rise);
        times.set(key, nextDue(rise));
    }

    /** Takes what is said of a pattern. */
    void pattern(Pattern pattern) {
        long at = pattern.getAt().toEpochMilli();
        for (String alias : pattern.getAliases()) {
            Rise joined = rises.get(alias);
            if (joined != null && !alias.equals(pattern.getId())) {
                end(joined, at, "it was found to be the same as pattern " + pattern.getId());
            }
        }
        Rise rise = rises.get(pattern.getId());
        if (!rises(pattern)) {
            if (rise != null) {
                end(
                        rise,
                        at,
                        "it does not rise any more: "
                                + pattern.getState().name().toLowerCase(Locale.ROOT));
            }
            return;
        }
        if (rise == null || isAnew(rise, pattern)) {
            rise = new Rise(pattern, beginOf(pattern), at);
        } else {
            rise.pattern = pattern;
        }
        settle(rise);
    }

    /** Another kind of rise after one that was dealt with is another one. */
    private static boolean isAnew(Rise rise, Pattern now) {
        boolean otherApi = !Objects.equals(rise.pattern.getApi(), now.getApi());
        return rise.gap == null && rise.judged && (otherApi || rise.pattern.getState() != now.getState());
    }

    private boolean rises(Pattern pattern) {
        if (pattern.getApi() == null) {
            return false;
        }
        boolean ofTickets = pattern.getKind() == PatternKind.TICKET;
        int enough = ofTickets ? limits.minTickets() : limits.minCalls();
        // What is new and begins slowly is told again as it grows: all its calls count.
        long fresh = ofTickets ? pattern.getRecent() : Math.max(pattern.getRecent(), pattern.getTotal());
        return pattern.getState() == PatternState.SURGING
                || pattern.getState() == PatternState.REGRESSED
                || pattern.getState() == PatternState.NEW && fresh >= enough;
    }

    /** The beginning of the window that showed it, not before it was first seen. */
    private static long beginOf(Pattern pattern) {
        long window = Math.min(pattern.getWindowSeconds() * 1000L, UnreportedAlerts.LONGEST_LOOK_BACK.toMillis());
        long at = pattern.getAt().toEpochMilli();
        return Math.min(at, Math.max(pattern.getFirstSeen().toEpochMilli(), at - window));
    }

    /** An alert says now that something is wrong with an API. */
    void alerted(String api, AlertSpell spell) {
        for (Rise rise : List.copyOf(rises.values())) {
            Gap gap = rise.gap;
            if (gap != null && api.equals(gap.getApi())) {
                long late = Math.max(0, spell.firedAt - rise.since);
                gaps.close(
                        gap,
                        spell.alert.getAt().toEpochMilli(),
                        "alert " + spell.alert.getRule() + " (" + spell.alert.getSeverity() + ") on "
                                + spell.alert.getSeries() + " fired " + GapRecords.seconds(late)
                                + " s after it began to rise",
                        Map.of("alert_late_seconds", GapRecords.seconds(late)));
                rise.gap = null;
                settle(rise);
            }
        }
    }

    /** Does what is due of the pattern with a key of {@link GapTimes}. */
    void due(String key, long at) {
        Rise rise = rises.get(key.substring(PREFIX.length()));
        if (rise == null) {
            return;
        }
        if (rise.judged) {
            end(rise, at, "it has not been heard of for " + SILENT_AFTER.toHours() + " hours");
            return;
        }
        rise.judged = true;
        String api = rise.pattern.getApi();
        if (api != null && covering(rise, api, at) == null) {
            rise.gap = gaps.open(GapRecords.noAlert(rise, api, at, limits.after()));
        }
        settle(rise);
    }

    private @Nullable AlertSpell covering(Rise rise, String api, long at) {
        return spells.covering(api, rise.since, at);
    }

    private void end(Rise rise, long at, String reason) {
        if (rise.gap != null) {
            gaps.close(rise.gap, at, reason, Map.of());
        }
        String id = rise.pattern.getId();
        rises.remove(id);
        memory.delete(PREFIX + id);
        times.set(PREFIX + id, GapTimes.NEVER);
    }

    private void settle(Rise rise) {
        String id = rise.pattern.getId();
        rises.put(id, rise);
        memory.put(PREFIX + id, rise.toBytes(forms));
        times.set(PREFIX + id, nextDue(rise));
    }

    private long nextDue(Rise rise) {
        return rise.judged
                ? rise.pattern.getAt().toEpochMilli() + SILENT_AFTER.toMillis()
                : rise.toldAt + limits.after().toMillis();
    }
}
