package dev.hypercare.rules;

import dev.hypercare.rules.Judge.Sight;
import org.jspecify.annotations.Nullable;

/** One rule's view of the series. */
final class WatchPost {
    private final Rule rule;
    private JudgeState state = JudgeState.OK;
    private Extent told = Extent.UNKNOWN;
    private @Nullable Sight sight;
    private long lookedAt = JudgeState.NEVER;

    WatchPost(Rule rule) {
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    JudgeState state() {
        return state;
    }

    /** How much of a breach was told. */
    Extent told() {
        return told;
    }

    /** Notes what the rule has just seen, for whoever asks why. */
    void saw(Sight seen, long at) {
        sight = seen;
        lookedAt = at;
    }

    /** What the rule saw when it looked last; null before. */
    @Nullable
    Sight sight() {
        return sight;
    }

    /** End of the slice at which it looked last. */
    long lookedAt() {
        return lookedAt;
    }

    void become(JudgeState next, Extent nowTold) {
        state = next;
        told = nowTold;
    }

    /** Whether further slices without calls change nothing of it, however many, once no window holds any. */
    boolean stays() {
        if (state.phase().isOpen() && rule.sensor().endsByTime()) {
            return false;
        }
        boolean blind = state.blindFrom() != JudgeState.NEVER;
        return switch (state.phase()) {
            case OK -> state.equals(JudgeState.OK);
            case PENDING -> false;
            case BREACHED -> !blind && state.clock() == JudgeState.NEVER;
            case LOST -> blind;
        };
    }
}
