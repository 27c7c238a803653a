package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one series in the last seconds, minutes or hours: a running total that slices are merged into and, step by step
 * ({@link WindowStep}), taken away from. Adding and moving cost constant amortised time, whatever the length. Not thread-safe.
 */
final class SlidingWindow {
    /** What leaves at once: the encoded KPIs of one step. */
    private record Bucket(long start, byte[] kpis) {}

    private final long millis;
    private final WindowStep step;
    private final ArrayDeque<Bucket> closed = new ArrayDeque<>();
    private final RunningMax maxLatency = new RunningMax();
    private final RunningMax maxUpstream = new RunningMax();
    private final Kpis total = new Kpis();
    private @Nullable Kpis open;
    private long openStart;

    SlidingWindow(Duration length) {
        millis = length.toMillis();
        step = WindowStep.of(length);
    }

    /** Length, milliseconds. */
    long millis() {
        return millis;
    }

    WindowStep step() {
        return step;
    }

    /**
     * Adds what was counted in a slice, or in a whole step when a window is restored.
     *
     * @param start first instant of it, not before that of the ones added already
     * @param kpis not kept
     * @param encoded the same in binary form; kept, not changed
     */
    void add(long start, Kpis kpis, byte[] encoded) {
        long bucket = step.startOf(start);
        total.merge(kpis);
        maxLatency.add(bucket, kpis.latency().maxMicros());
        maxUpstream.add(bucket, kpis.upstreamLatency().maxMicros());
        if (step == WindowStep.SECOND) {
            closed.addLast(new Bucket(start, encoded));
            return;
        }
        if (open == null || openStart != bucket) {
            closeOpen();
            open = new Kpis();
            openStart = bucket;
        }
        open.merge(kpis);
    }

    /** Lets go of what is too old for a window that ends at an instant. Returns whether anything was. */
    boolean moveTo(long endMillis) {
        boolean moved = false;
        if (open != null && openStart + step.millis() <= endMillis - millis) {
            closeOpen();
        }
        while (!closed.isEmpty() && closed.getFirst().start() + step.millis() <= endMillis - millis) {
            Bucket gone = closed.removeFirst();
            total.subtract(Kpis.fromBytes(gone.kpis()));
            maxLatency.dropTo(gone.start());
            maxUpstream.dropTo(gone.start());
            moved = true;
        }
        if (moved) {
            // Kpis.subtract can only bound the maxima; these are exact, and the same after a restart.
            total.latency().maxIs(maxLatency.value());
            total.upstreamLatency().maxIs(maxUpstream.value());
        }
        return moved;
    }

    /** What the window holds; changes with it. */
    Kpis total() {
        return total;
    }

    boolean isEmpty() {
        return closed.isEmpty() && open == null;
    }

    /** What was counted in the newest step if it starts at {@code start}, in binary form; null where nothing was. */
    byte @Nullable [] newest(long start) {
        if (open != null) {
            return openStart == start ? open.toBytes() : null;
        }
        return !closed.isEmpty() && closed.getLast().start() == start
                ? closed.getLast().kpis()
                : null;
    }

    private void closeOpen() {
        if (open != null) {
            closed.addLast(new Bucket(openStart, open.toBytes()));
            open = null;
        }
    }
}
