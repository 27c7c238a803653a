package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import org.jspecify.annotations.Nullable;

/** The complete steps of a window, summed up before an instant and after it. It holds as long as the window has the same steps. Not thread-safe. */
final class SplitSteps {
    private final long instant;
    private final long oldest;
    private final long newest;
    private final Kpis before = new Kpis();
    private final Kpis since = new Kpis();

    /**
     * @param instant milliseconds
     * @param oldest start of the first step, milliseconds
     * @param newest start of the last one
     */
    SplitSteps(long instant, long oldest, long newest) {
        this.instant = instant;
        this.oldest = oldest;
        this.newest = newest;
    }

    boolean isOf(long anInstant, long first, long last) {
        return instant == anInstant && oldest == first && newest == last;
    }

    /** Adds a complete step, KPIs in binary form. */
    void add(long start, long length, byte[] kpis) {
        if (start + length <= instant) {
            before.merge(Kpis.fromBytes(kpis));
        } else if (start >= instant) {
            since.merge(Kpis.fromBytes(kpis));
        }
    }

    /** Both sums, with the step that is not complete yet; null for none. */
    BeforeSince with(long start, long length, @Nullable Kpis open) {
        if (open == null || start < instant && start + length > instant) {
            return new BeforeSince(before, since);
        }
        Kpis side = new Kpis();
        side.merge(start >= instant ? since : before);
        side.merge(open);
        return start >= instant ? new BeforeSince(before, side) : new BeforeSince(side, since);
    }
}
