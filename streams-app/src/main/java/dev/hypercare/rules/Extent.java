package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.Judge.Judgement;
import dev.hypercare.rules.JudgeState.Phase;
import dev.hypercare.schemas.events.VerdictState;
import java.nio.ByteBuffer;

/**
 * How much a breach affected when it was told last. One that has grown to twice as much is told again, so that its impact, and with it
 * the severity, can grow: what was told first was told as soon as it was certain, by few calls.
 *
 * @param bad calls of the window that failed or ended with a 4xx
 * @param consumers different consumers of the window, about
 */
record Extent(long bad, long consumers) {
    /** Nothing was told, or how much is not known any more. */
    static final Extent UNKNOWN = new Extent(-1, -1);
    /** Less than this never counts as grown: below, the double is chance. */
    private static final long FEW = 10;
    /** Different consumers are counted anew only so often, milliseconds of event time: it takes every step of the window. */
    private static final long COUNTED_EVERY_MILLIS = 10_000;

    /** A judgement, or, where it says nothing new of a breach that has grown since it was told, one that tells it again. */
    static Judgement grown(Rule rule, SeriesWatch watch, Extent told, Judgement judgement) {
        if (judgement.verdict() != null || judgement.state().phase() != Phase.BREACHED || told.equals(UNKNOWN)) {
            return judgement;
        }
        long bad = bad(rule, watch);
        if (hasDoubled(told.bad, bad)) {
            return again(rule, judgement, bad + " bad calls, " + told.bad + " when it was told last");
        }
        if (Math.floorMod(watch.at(), COUNTED_EVERY_MILLIS) == 0) {
            long consumers = consumers(rule, watch);
            if (hasDoubled(told.consumers, consumers)) {
                return again(
                        rule,
                        judgement,
                        "about " + consumers + " consumers, " + told.consumers + " when it was told last");
            }
        }
        return judgement;
    }

    /** What is told after a judgement, when so much had been told before. */
    static Extent after(Rule rule, SeriesWatch watch, Extent told, Judgement judgement) {
        if (judgement.state().phase() != Phase.BREACHED) {
            return UNKNOWN;
        }
        boolean tells = judgement.verdict() != null || told.equals(UNKNOWN);
        return tells ? new Extent(bad(rule, watch), consumers(rule, watch)) : told;
    }

    private static Judgement again(Rule rule, Judgement judgement, String figures) {
        return new Judgement(
                judgement.state(), VerdictState.BREACHED, rule.sensor().condition(), "it has grown: " + figures);
    }

    private static boolean hasDoubled(long before, long now) {
        return now >= FEW && now >= 2 * before;
    }

    private static long bad(Rule rule, SeriesWatch watch) {
        Kpis window = watch.numbers(Span.now(rule.sensor().window()));
        return window.failed() + window.clientErrors();
    }

    private static long consumers(Rule rule, SeriesWatch watch) {
        return watch.consumers(Span.now(rule.sensor().window())).estimate();
    }

    void write(BinaryWriter to) {
        to.number(bad);
        to.number(consumers);
    }

    /** The inverse of {@link #write}. */
    static Extent read(ByteBuffer from) {
        return new Extent(BinaryWriter.readNumber(from), BinaryWriter.readNumber(from));
    }
}
