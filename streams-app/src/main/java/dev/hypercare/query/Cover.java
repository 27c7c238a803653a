package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Covers a range with stored windows that do not overlap, the coarsest first: what a coarser window holds is not read again from finer
 * ones. Coarser stores are read before finer ones, so a window that closes meanwhile is neither missed nor counted twice.
 */
final class Cover {
    private Cover() {}

    private record Gap(long from, long to) {
        /** Adds what of it may hold something in shorter windows: what lies outside of a span that is known to be empty. */
        void without(Gap empty, List<Gap> left) {
            long before = Math.min(to, empty.from);
            long after = Math.max(from, empty.to);
            if (from < before) {
                left.add(new Gap(from, before));
            }
            if (after < to) {
                left.add(new Gap(after, to));
            }
        }
    }

    /** Reads the windows of a series that start in {@code [from, to)}, by start. */
    @FunctionalInterface
    interface Windows {
        List<Window> of(String series, Resolution resolution, long from, long to);
    }

    /**
     * The windows of a series in {@code [from, to)}, by start; no two overlap. Spans without a window had no calls, have not closed
     * yet, or are no longer kept.
     *
     * @param from milliseconds since the epoch, a whole number of panes
     * @param to milliseconds since the epoch, a whole number of panes
     * @param coarsest the longest windows to use
     * @param closedUpTo windows that end at or before it have closed, read before the windows are: where there is none, shorter ones hold
     *     nothing either, and are not read
     */
    static List<Window> of(Windows reader, String series, long from, long to, Resolution coarsest, long closedUpTo) {
        List<Window> taken = new ArrayList<>();
        List<Gap> gaps = List.of(new Gap(from, to));
        for (Resolution r = coarsest; r != null && !gaps.isEmpty(); r = finer(r)) {
            List<Gap> left = new ArrayList<>();
            for (Gap gap : gaps) {
                take(reader, series, r, gap, closedUpTo, taken, left);
            }
            gaps = left;
        }
        taken.sort(Comparator.comparingLong(Window::startMillis));
        return taken;
    }

    private static void take(
            Windows reader, String series, Resolution r, Gap gap, long closedUpTo, List<Window> taken, List<Gap> left) {
        long first = ceil(r, gap.from);
        long end = r.startOf(gap.to);
        if (first >= end) {
            left.add(gap);
            return;
        }
        Gap whole = new Gap(first, closedUpTo <= first ? first : Math.min(end, r.startOf(closedUpTo)));
        long at = gap.from;
        for (Window window : reader.of(series, r, first, end)) {
            new Gap(at, window.startMillis()).without(whole, left);
            taken.add(window);
            at = window.startMillis() + r.millis();
        }
        new Gap(at, gap.to).without(whole, left);
    }

    /** The first window start at or after an instant. */
    static long ceil(Resolution r, long at) {
        long start = r.startOf(at);
        return start == at ? at : start + r.millis();
    }

    private static @Nullable Resolution finer(Resolution r) {
        return r.ordinal() == 0 ? null : Resolution.values()[r.ordinal() - 1];
    }
}
