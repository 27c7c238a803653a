package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a rule says of a series at the end of a slice, from the window and what it said before.
 *
 * <pre>
 *              when holds, hold = 0
 *      +---------------------------------------+
 *      |        when holds       held for hold v
 *   ( OK ) -----------------> ( PENDING ) --> ( BREACHED ) --> ( LOST )
 *    ^  ^    when stops to hold    |             |   ^  blind for   | |
 *    |  +--------------------------+             |   |  a window:   | |
 *    |     or blind for a window: UNKNOWN        |   |  UNKNOWN     | |
 *    |                                           |   +--------------+ |
 *    +-------------------------------------------+    not yet clear   |
 *    ^          clear held for keep, and when does not hold           |
 *    +----------------------------------------------------------------+
 * </pre>
 *
 * A slice is <em>blind</em> when the window holds fewer calls than the rule's minimum, or a figure that the condition needs was not
 * measured. Losing sight is not recovery: while blind, the clocks of hold and keep stand still ({@link JudgeState#seeing}). After a
 * whole window without sight a pending verdict is withdrawn as {@link VerdictState#UNKNOWN}, for there is nothing left to hold, and a
 * breach becomes unknown until there is something to see: then it goes on, or it is over.
 */
final class Judge {
    /** What the window shows. */
    enum Sight {
        /** The condition holds. */
        HOLDS,
        /** It does not, and the clear condition does not hold or nobody asked. */
        BETWEEN,
        /** It does not, and the clear condition holds. */
        CLEAR,
        /** Too few calls, or a figure was not measured. */
        BLIND
    }

    /**
     * What was decided.
     *
     * @param state what to remember
     * @param verdict what to write; null where the verdict did not change
     * @param condition the condition that decided; empty where nothing did
     * @param reason for people
     */
    record Judgement(JudgeState state, @Nullable VerdictState verdict, String condition, String reason) {}

    private Judge() {}

    /** The next state, for the slice that ends at {@code at}. */
    static Judgement next(Rule rule, JudgeState before, Sight sight, long at) {
        if (sight == Sight.BLIND) {
            return blind(rule, before, at);
        }
        JudgeState now = before.seeing(at);
        return switch (now.phase()) {
            case OK -> sight == Sight.HOLDS ? begun(rule, at) : unchanged(now);
            case PENDING -> sight == Sight.HOLDS ? held(rule, now, at) : stopped(rule, now, at);
            case BREACHED -> sight == Sight.CLEAR ? clearing(rule, now, at) : unchanged(now.clock(JudgeState.NEVER));
            case LOST -> sight == Sight.CLEAR ? clearing(rule, now, at) : regained(rule, now);
        };
    }

    private static Judgement blind(Rule rule, JudgeState before, long at) {
        if (before.phase() == Phase.OK) {
            return unchanged(before);
        }
        JudgeState now = before.blindFrom() == JudgeState.NEVER ? before.blindFrom(at) : before;
        long blindFor = at - now.blindFrom();
        if (now.phase() == Phase.LOST || blindFor < rule.sensor().window().toMillis()) {
            return unchanged(now);
        }
        JudgeState lost = now.phase() == Phase.PENDING
                ? JudgeState.OK
                : new JudgeState(Phase.LOST, now.since(), now.clock(), now.blindFrom());
        return new Judgement(
                lost,
                VerdictState.UNKNOWN,
                rule.sensor().condition(),
                "too little to judge by for " + shown(blindFor) + ": "
                        + rule.sensor().blindness());
    }

    private static Judgement regained(Rule rule, JudgeState state) {
        return breached(rule, state, "there is enough to judge by again, and it is not over");
    }

    private static Judgement begun(Rule rule, long at) {
        JudgeState state = new JudgeState(Phase.PENDING, at, at, JudgeState.NEVER);
        if (rule.hold().isZero()) {
            return breached(rule, state, "the condition holds");
        }
        String reason = "the condition holds; it is a breach when it has held for " + Durations.show(rule.hold());
        return new Judgement(state, VerdictState.PENDING, rule.sensor().condition(), reason);
    }

    private static Judgement held(Rule rule, JudgeState state, long at) {
        return at - state.clock() < rule.hold().toMillis()
                ? unchanged(state)
                : breached(rule, state, "the condition has held for " + Durations.show(rule.hold()));
    }

    private static Judgement breached(Rule rule, JudgeState state, String reason) {
        JudgeState breached = new JudgeState(Phase.BREACHED, state.since(), JudgeState.NEVER, JudgeState.NEVER);
        return new Judgement(breached, VerdictState.BREACHED, rule.sensor().condition(), reason);
    }

    private static Judgement stopped(Rule rule, JudgeState state, long at) {
        String reason = "the condition stopped to hold after " + shown(at - state.since()) + ", before "
                + Durations.show(rule.hold());
        return new Judgement(JudgeState.OK, VerdictState.OK, rule.sensor().condition(), reason);
    }

    private static Judgement clearing(Rule rule, JudgeState state, long at) {
        long from = state.clock() == JudgeState.NEVER ? at : state.clock();
        if (at - from < rule.keep().toMillis()) {
            return unchanged(state.clock(from));
        }
        String reason = rule.keep().isZero()
                ? "the clear condition holds"
                : "the clear condition has held for " + Durations.show(rule.keep());
        return new Judgement(JudgeState.OK, VerdictState.OK, rule.sensor().clearCondition(), reason);
    }

    private static Judgement unchanged(JudgeState state) {
        return new Judgement(state, null, "", ""); // in nearly every slice: no text is made for nobody
    }

    private static String shown(long millis) {
        return Durations.show(Duration.ofMillis(millis));
    }
}
