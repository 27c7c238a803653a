package dev.hypercare.rules;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.StateForm;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;

/**
 * What one series has used of something since its period of the calendar began, and at what pace lately; minute by minute. All instants
 * are ends of minutes, milliseconds. Not thread-safe.
 */
final class BudgetLesson implements Learned {
    private final Measure of;
    private final BudgetPeriod period;
    private final ZoneId zone;
    private final double[] recent = new double[BudgetPeriod.STEPS];
    /** Number of the step that was added to last. */
    private long newest;

    private long start;
    private long end;
    private double spent;
    private long aiCalls;
    private long withoutUsage;

    BudgetLesson(Measure of, BudgetPeriod period, ZoneId zone) {
        this.of = of;
        this.period = period;
        this.zone = zone;
    }

    /** Takes up what was written. */
    BudgetLesson restored(ByteBuffer from) {
        start = BinaryWriter.readNumber(from);
        end = BinaryWriter.readNumber(from);
        spent = StateForm.readReal(from);
        aiCalls = BinaryWriter.readNumber(from);
        withoutUsage = BinaryWriter.readNumber(from);
        newest = BinaryWriter.readNumber(from);
        long used = BinaryWriter.readNumber(from);
        for (int i = 0; i < recent.length; i++) {
            recent[i] = (used & 1L << i) == 0 ? 0 : StateForm.readReal(from);
        }
        return this;
    }

    @Override
    public void learn(Kpis minute, long at) {
        long begin = at - STEP_MILLIS;
        if (begin >= end) {
            begins(begin);
            spent = 0;
            aiCalls = 0;
            withoutUsage = 0;
        }
        double amount = of.of(minute, STEP_MILLIS);
        long step = Math.floorDiv(begin, period.stepMillis());
        if (step - newest >= recent.length) {
            Arrays.fill(recent, 0);
            newest = step;
        }
        while (newest < step) {
            recent[place(++newest)] = 0;
        }
        recent[place(step)] += amount;
        spent += amount;
        aiCalls += minute.aiCalls();
        withoutUsage += minute.usageMissing();
    }

    private void begins(long instant) {
        ZonedDateTime first = period.start(Instant.ofEpochMilli(instant).atZone(zone));
        start = first.toInstant().toEpochMilli();
        end = period.end(first).toInstant().toEpochMilli();
    }

    private static int place(long step) {
        return (int) Math.floorMod(step, (long) BudgetPeriod.STEPS);
    }

    /** What was used in the period that an instant belongs to. */
    double spent(long at) {
        return at < end ? spent : 0;
    }

    /** Share of the AI calls of the period that told no usage, so that what was used is more than is known; NaN without such calls. */
    double withoutUsage(long at) {
        return at < end && aiCalls > 0 ? (double) withoutUsage / aiCalls : Double.NaN;
    }

    /** How much a millisecond was used over the last {@value BudgetPeriod#STEPS} steps, the present one included. */
    double pace(long at) {
        long last = Math.floorDiv(at - 1, period.stepMillis());
        long first = last - recent.length + 1;
        double sum = 0;
        for (long step = Math.max(first, newest - recent.length + 1); step <= Math.min(last, newest); step++) {
            sum += recent[place(step)];
        }
        return sum / (at - first * period.stepMillis());
    }

    /** The first instant after the period that an instant belongs to. */
    long end(long at) {
        if (at < end) {
            return end;
        }
        ZonedDateTime first = period.start(Instant.ofEpochMilli(at).atZone(zone));
        return period.end(first).toInstant().toEpochMilli();
    }

    /** Length of the period that an instant belongs to, milliseconds. */
    long length(long at) {
        if (at >= start && at < end) {
            return end - start;
        }
        ZonedDateTime first = period.start(Instant.ofEpochMilli(at).atZone(zone));
        return period.end(first).toInstant().toEpochMilli() - first.toInstant().toEpochMilli();
    }

    @Override
    public long rememberedMillis() {
        return period.rememberedMillis();
    }

    @Override
    public void write(BinaryWriter to) {
        to.number(start);
        to.number(end);
        to.real(spent);
        to.number(aiCalls);
        to.number(withoutUsage);
        to.number(newest);
        long used = 0;
        for (int i = 0; i < recent.length; i++) {
            used |= recent[i] == 0 ? 0 : 1L << i;
        }
        to.number(used);
        for (double amount : recent) {
            if (amount != 0) {
                to.real(amount);
            }
        }
    }
}
