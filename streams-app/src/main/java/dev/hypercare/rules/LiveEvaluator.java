package dev.hypercare.rules;

import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.schemas.events.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges each slice by the rules that hold then. Where they change, the evaluator is made anew from what was kept, as after a restart: a
 * rule that did not change goes on, what a rule said that ended is withdrawn. So a restart at any slice changes nothing. Not thread-safe.
 */
final class LiveEvaluator {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvaluator.class);

    private final LiveRules rules;
    private final RuleMemory memory;
    private final int task;
    private final Predicate<Rule> wanted;
    private @Nullable RuleHistory history;
    private @Nullable RuleSet set;
    private @Nullable RuleEvaluator evaluator;
    /** Whether other rules judge from the next slice on than judged the one before. */
    private boolean changed;

    /** @param task number of the task, which also judges the partition of calls of that number */
    LiveEvaluator(LiveRules rules, RuleMemory memory, int task) {
        this(rules, memory, task, rule -> true);
    }

    /** The same with some of the rules only. */
    LiveEvaluator(LiveRules rules, RuleMemory memory, int task, Predicate<Rule> wanted) {
        this.rules = rules;
        this.memory = memory;
        this.task = task;
        this.wanted = wanted;
    }

    /** Takes the next slice, or silence of any length; returns the verdicts that changed, as {@link RuleEvaluator#onSlice}. */
    List<Verdict> onSlice(ClosedSlice slice) {
        List<Verdict> verdicts = new ArrayList<>();
        long at = slice.startMillis();
        while (at < slice.endMillis()) {
            RuleSet now = setAt(at);
            long until = Math.min(slice.endMillis(), now.until());
            ClosedSlice part = until == slice.endMillis()
                    ? new ClosedSlice(at, until, slice.content())
                    : ClosedSlice.silence(at, until);
            verdicts.addAll(evaluator(now, at).onSlice(part));
            at = until;
        }
        rules.judged(at);
        return verdicts;
    }

    /** What judges now; null before the first slice. */
    @Nullable
    RuleEvaluator now() {
        return evaluator;
    }

    private RuleSet setAt(long at) {
        RuleHistory newest = rules.history();
        RuleSet known = set;
        if (known != null && newest == history && known.holdsAt(at)) {
            return known;
        }
        history = newest;
        RuleSet now = newest.at(at);
        RuleSet before = known == null && now.from() == at ? newest.at(at - 1) : known;
        changed = before != null && !before.book().titles().equals(now.book().titles());
        if (known != null && changed) {
            LOG.info(
                    "task {}: {} rules instead of {} from {} on",
                    task,
                    size(now),
                    size(known),
                    Instant.ofEpochMilli(at));
            if (now.from() < at && now.from() > known.from()) {
                LOG.warn(
                        "task {}: rules that were to be used from {} on were read too late and are used from {} on; a replay would use them from the first",
                        task,
                        Instant.ofEpochMilli(now.from()),
                        Instant.ofEpochMilli(at));
            }
            evaluator = null;
        }
        set = now;
        return now;
    }

    private static int size(RuleSet some) {
        return some.book().rules().size();
    }

    private RuleEvaluator evaluator(RuleSet now, long at) {
        RuleEvaluator known = evaluator;
        if (known == null) {
            known = new RuleEvaluator(now.book().only(wanted), memory, rules.reference(), task);
            known.restore(at);
            if (changed) {
                known.lookAnew();
            }
            evaluator = known;
        }
        return known;
    }
}
