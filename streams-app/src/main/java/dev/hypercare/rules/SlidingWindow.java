package dev.hypercare.rules;

import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.Kpis;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one series in a {@link Span}: a running total that slices are merged into and, step by step ({@link WindowStep}),
 * taken away from. A span that lies back takes calls in step by step as well. Adding and moving cost constant amortised time, whatever
 * the length. Numbers and statuses are always known, all else when it is asked for. Not thread-safe.
 */
final class SlidingWindow {
    /** A figure that was looked up. */
    private record Known(Measure measure, double value) {}

    /** There are many windows, and most series have few calls. */
    private static final int FEW = 2;
    /** So much is made up for in any case. */
    private static final int MANY = 8;

    private final long length;
    private final long lag;
    private final WindowStep step;
    /** Steps that are too young for a span that lies back. */
    private final ArrayDeque<WindowBucket> waiting;

    private final ArrayDeque<WindowBucket> closed = new ArrayDeque<>(FEW);
    /** Plain numbers and statuses. */
    private final Kpis counts = new Kpis();
    /** Null while nobody asks for it. */
    private @Nullable WholeTotal whole;

    private @Nullable Kpis open;
    private long openStart;
    /** End of the first slice at which anything enters or leaves: there are many windows, and nearly all stay as they are. */
    private long nextMove = Long.MAX_VALUE;
    /** What {@link #split} found of the steps that are complete. */
    private @Nullable SplitSteps split;
    /** Figures of the total as it is: rules with the same span look at the same ones. */
    private final List<Known> figures = new ArrayList<>(0);

    SlidingWindow(Span span) {
        length = span.length().toMillis();
        lag = span.lag().toMillis();
        step = WindowStep.of(span);
        waiting = new ArrayDeque<>(lag == 0 ? 0 : FEW);
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
        if (lag == 0) {
            enter(start, kpis, encoded);
        }
        long bucket = step.startOf(start);
        nextMove = Math.min(nextMove, due(bucket));
        if (step == WindowStep.SLICE) {
            queue().addLast(new WindowBucket(start, encoded));
            return;
        }
        if (open == null || openStart != bucket) {
            closeOpen();
            open = new Kpis();
            openStart = bucket;
        }
        open.merge(kpis);
    }

    private void enter(long start, Kpis kpis, byte[] encoded) {
        figures.clear();
        counts.mergeCounts(kpis);
        if (whole != null) {
            whole.enter(new WindowBucket(step.startOf(start), encoded));
            forgetWhatNobodyAsksFor(whole);
        }
    }

    /** To make up for so much takes longer than to begin anew. */
    private void forgetWhatNobodyAsksFor(WholeTotal kept) {
        if (kept.waiting() > closed.size() + MANY) {
            whole = null;
        }
    }

    /** Takes in what is old enough, and lets go of what is too old, for a slice that ends at an instant. Returns whether anything was. */
    boolean moveTo(long endMillis) {
        if (endMillis < nextMove) {
            return false;
        }
        long end = endMillis - lag;
        boolean moved = false;
        if (open != null && openStart + step.millis() <= (lag == 0 ? end - length : end)) {
            closeOpen();
        }
        while (!waiting.isEmpty() && waiting.getFirst().start() + step.millis() <= end) {
            WindowBucket due = waiting.removeFirst();
            enter(due.start(), Kpis.fromBytes(due.kpis()), due.kpis());
            closed.addLast(due);
            moved = true;
        }
        boolean left = false;
        while (!closed.isEmpty() && closed.getFirst().start() + step.millis() <= end - length) {
            WindowBucket gone = closed.removeFirst();
            counts.subtractCountsFrom(ByteBuffer.wrap(gone.kpis()));
            if (whole != null) {
                whole.leave(gone);
                forgetWhatNobodyAsksFor(whole);
            }
            left = true;
            figures.clear();
        }
        nextMove = nextDue();
        return moved || left;
    }

    /** When a step that was added goes on: out of the span, or into one that lies back. */
    private long due(long start) {
        return start + step.millis() + (lag == 0 ? length : lag);
    }

    private long nextDue() {
        long next = open == null ? Long.MAX_VALUE : due(openStart);
        if (!waiting.isEmpty()) {
            next = Math.min(next, due(waiting.getFirst().start()));
        }
        return closed.isEmpty() ? next : Math.min(next, closed.getFirst().start() + step.millis() + length + lag);
    }

    /** End of the first slice at which {@link #moveTo} changes anything, milliseconds; {@link Long#MAX_VALUE} while it holds nothing. */
    long nextMove() {
        return nextMove;
    }

    /** What the window holds; changes with it. Where only numbers and statuses matter, {@link #counts} takes less time. */
    Kpis total() {
        if (whole == null) {
            WholeTotal made = new WholeTotal();
            closed.forEach(made::enter);
            if (lag == 0 && open != null) {
                made.enter(new WindowBucket(openStart, open.toBytes()));
            }
            whole = made;
        }
        return whole.get();
    }

    /** Plain numbers and statuses of what it holds, and nothing else; changes with it. */
    Kpis counts() {
        return counts;
    }

    /**
     * What was counted before an instant, and what after it, of whole steps: the step in which it lies is in neither. For a span that ends
     * with the slice.
     */
    BeforeSince split(long instant) {
        SplitSteps known = split;
        if (known == null || !known.isOf(instant, start(closed.peekFirst()), start(closed.peekLast()))) {
            SplitSteps made = new SplitSteps(instant, start(closed.peekFirst()), start(closed.peekLast()));
            closed.forEach(bucket -> made.add(bucket.start(), step.millis(), bucket.kpis()));
            known = made;
            split = made;
        }
        return known.with(openStart, step.millis(), open);
    }

    private static long start(@Nullable WindowBucket bucket) {
        return bucket == null ? Long.MIN_VALUE : bucket.start();
    }

    /** A figure of the total. One that takes many steps is looked up once, however many rules ask for it. */
    double figure(Measure measure) {
        if (measure.steps() == 1) {
            return measure.of(counts, length);
        }
        for (Known known : figures) {
            if (known.measure().equals(measure)) {
                return known.value();
            }
        }
        Function<Kpis, DistinctCount> distinct = measure.distinct();
        double value = distinct == null
                ? measure.of(total(), length)
                : distinct(distinct).estimate();
        figures.add(new Known(measure, value));
        return value;
    }

    /** What is different in the window, such as consumers: counted anew, because what has left cannot be taken away from a sum. */
    DistinctCount distinct(Function<Kpis, DistinctCount> of) {
        DistinctCount all = new DistinctCount();
        closed.forEach(bucket -> all.merge(of.apply(Kpis.fromBytes(bucket.kpis()))));
        if (lag == 0 && open != null) {
            all.merge(of.apply(open));
        }
        return all;
    }

    /** What was counted in the newest step if it starts at {@code start}, in binary form; null where nothing was. */
    byte @Nullable [] newest(long start) {
        if (open != null) {
            return openStart == start ? open.toBytes() : null;
        }
        ArrayDeque<WindowBucket> newest = queue().isEmpty() ? closed : queue();
        return !newest.isEmpty() && newest.getLast().start() == start
                ? newest.getLast().kpis()
                : null;
    }

    /** Where a step goes when it is complete. */
    private ArrayDeque<WindowBucket> queue() {
        return lag == 0 ? closed : waiting;
    }

    private void closeOpen() {
        if (open != null) {
            queue().addLast(new WindowBucket(openStart, open.toBytes()));
            open = null;
        }
    }
}
