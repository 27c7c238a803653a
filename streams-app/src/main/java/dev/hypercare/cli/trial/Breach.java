package dev.hypercare.cli.trial;

import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A breach from its begin to its end, as the verdicts of one rule on one series tell it. Times are milliseconds of event time.
 *
 * @param fired the verdict that began it
 * @param endedAt when it was over; null while it is not
 * @param unknowns how often it was lost sight of
 */
public record Breach(Verdict fired, @Nullable Long endedAt, int unknowns) {
    /** What the verdicts were written in the order of. */
    static final Comparator<Verdict> IN_TIME = Comparator.comparing(Verdict::getAt)
            .thenComparing(Verdict::getSeries)
            .thenComparing(Verdict::getRule);

    /** The breaches of some verdicts, in the order in which they began. */
    static List<Breach> of(List<Verdict> verdicts) {
        List<Breach> breaches = new ArrayList<>();
        Map<String, Breach> open = new LinkedHashMap<>();
        for (Verdict verdict : verdicts.stream().sorted(IN_TIME).toList()) {
            String key = verdict.getRule() + "\n" + verdict.getSeries();
            Breach before = open.get(key);
            if (before == null) {
                if (verdict.getState() == VerdictState.BREACHED) {
                    open.put(key, new Breach(verdict, null, 0));
                }
            } else if (verdict.getState() == VerdictState.OK) {
                open.remove(key);
                breaches.add(new Breach(before.fired, verdict.getAt().toEpochMilli(), before.unknowns));
            } else if (verdict.getState() == VerdictState.UNKNOWN) {
                open.put(key, new Breach(before.fired, null, before.unknowns + 1));
            }
        }
        breaches.addAll(open.values());
        breaches.sort(Comparator.comparing(Breach::fired, IN_TIME));
        return breaches;
    }

    /** Id of the rule. */
    public String rule() {
        return fired.getRule();
    }

    /** The series, in canonical form. */
    public String series() {
        return fired.getSeries();
    }

    /** When it began to be a breach. */
    public long firedAt() {
        return fired.getAt().toEpochMilli();
    }

    /** How much of it lies between two instants, milliseconds; 0 for nothing. */
    public long within(long from, long to) {
        return Math.max(0, Math.min(end(), to) - Math.max(firedAt(), from));
    }

    /** Whether it was there at any time between two instants. */
    boolean touches(long from, long to) {
        return firedAt() <= to && end() >= from;
    }

    /** Whether it is of the same rule and series, and at the same time but for so many milliseconds. */
    boolean isLike(Breach other, long tolerance) {
        return rule().equals(other.rule())
                && series().equals(other.series())
                && touches(other.firedAt() - tolerance, other.end() + tolerance);
    }

    private long end() {
        return endedAt == null ? Long.MAX_VALUE / 2 : endedAt;
    }
}
