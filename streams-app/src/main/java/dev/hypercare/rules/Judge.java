package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Condition.Failed;
import dev.hypercare.rules.Condition.Truth;
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
 *   ( OK ) -----------------> ( PENDING ) --> ( BREACHED )
 *    ^  ^    when stops to hold    |               |
 *    |  +--------------------------+               |
 *    |     or blind for a whole window: UNKNOWN    |
 *    +---------------------------------------------+
 *              clear held for keep, and when does not hold
 * </pre>
 *
 * A slice is <em>blind</em> when the window holds fewer calls than the rule's minimum, or a figure that the condition needs was not
 * measured. Losing sight is not recovery: while blind, {@link Phase#BREACHED} stays, {@link Phase#OK} stays, and in {@link
 * Phase#PENDING} the hold clock stands still ({@link JudgeState#seeing}); after a whole window without sight the pending verdict is
 * withdrawn as {@link VerdictState#UNKNOWN}, for there is nothing left to hold. The clock of {@code keep} stands still likewise.
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
     * @param condition the condition that decided
     * @param reason for people
     */
    record Judgement(JudgeState state, @Nullable VerdictState verdict, String condition, String reason) {}

    private Judge() {}

    /**
     * Looks at a window with a rule's eyes; the clear condition is looked at only when there is a breach to clear. Error: {@link Failed}
     * where a condition cannot be evaluated.
     */
    static Sight look(Rule rule, Phase phase, Kpis window) throws Failed {
        if (window.calls() < rule.minCalls()) {
            return Sight.BLIND;
        }
        long millis = rule.window().toMillis();
        Truth when = rule.when().of(window, millis);
        if (when != Truth.FALSE) {
            return when == Truth.TRUE ? Sight.HOLDS : Sight.BLIND;
        }
        if (phase != Phase.BREACHED) {
            return Sight.BETWEEN;
        }
        Truth clear = rule.clear() == null ? Truth.TRUE : rule.clear().of(window, millis);
        return switch (clear) {
            case TRUE -> Sight.CLEAR;
            case FALSE -> Sight.BETWEEN;
            case NOT_MEASURED -> Sight.BLIND;
        };
    }

    /** The next state, for the slice that ends at {@code at}. */
    static Judgement next(Rule rule, JudgeState before, Sight sight, long at) {
        if (sight == Sight.BLIND) {
            return blind(rule, before, at);
        }
        JudgeState now = before.seeing(at);
        return switch (now.phase()) {
            case OK -> sight == Sight.HOLDS ? begun(rule, at) : unchanged(rule, now);
            case PENDING -> sight == Sight.HOLDS ? held(rule, now, at) : stopped(rule, now, at);
            case BREACHED ->
                sight == Sight.CLEAR ? clearing(rule, now, at) : unchanged(rule, now.clock(JudgeState.NEVER));
        };
    }

    private static Judgement blind(Rule rule, JudgeState before, long at) {
        if (before.phase() == Phase.OK) {
            return unchanged(rule, before);
        }
        JudgeState now = before.blindFrom() == JudgeState.NEVER ? before.blindFrom(at) : before;
        long blindFor = at - now.blindFrom();
        if (now.phase() == Phase.PENDING && blindFor >= rule.window().toMillis()) {
            return new Judgement(
                    JudgeState.OK,
                    VerdictState.UNKNOWN,
                    rule.when().text(),
                    "too little to judge by for " + shown(blindFor) + ": fewer than " + rule.minCalls()
                            + " calls in the window, or a figure that was not measured");
        }
        return unchanged(rule, now);
    }

    private static Judgement begun(Rule rule, long at) {
        JudgeState state = new JudgeState(Phase.PENDING, at, at, JudgeState.NEVER);
        if (rule.hold().isZero()) {
            return breached(rule, state, "the condition holds");
        }
        String reason = "the condition holds; it is a breach when it has held for " + Durations.show(rule.hold());
        return new Judgement(state, VerdictState.PENDING, rule.when().text(), reason);
    }

    private static Judgement held(Rule rule, JudgeState state, long at) {
        return at - state.clock() < rule.hold().toMillis()
                ? unchanged(rule, state)
                : breached(rule, state, "the condition has held for " + Durations.show(rule.hold()));
    }

    private static Judgement breached(Rule rule, JudgeState state, String reason) {
        JudgeState breached = new JudgeState(Phase.BREACHED, state.since(), JudgeState.NEVER, JudgeState.NEVER);
        return new Judgement(breached, VerdictState.BREACHED, rule.when().text(), reason);
    }

    private static Judgement stopped(Rule rule, JudgeState state, long at) {
        String reason = "the condition stopped to hold after " + shown(at - state.since()) + ", before "
                + Durations.show(rule.hold());
        return new Judgement(JudgeState.OK, VerdictState.OK, rule.when().text(), reason);
    }

    private static Judgement clearing(Rule rule, JudgeState state, long at) {
        long from = state.clock() == JudgeState.NEVER ? at : state.clock();
        if (at - from < rule.keep().toMillis()) {
            return unchanged(rule, state.clock(from));
        }
        String reason = rule.keep().isZero()
                ? "the clear condition holds"
                : "the clear condition has held for " + Durations.show(rule.keep());
        return new Judgement(JudgeState.OK, VerdictState.OK, rule.clearText(), reason);
    }

    private static Judgement unchanged(Rule rule, JudgeState state) {
        return new Judgement(state, null, rule.when().text(), "");
    }

    private static String shown(long millis) {
        return Durations.show(Duration.ofMillis(millis));
    }
}
