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

    private record Gap(long from, long to) {}

    /**
     * The windows of a series in {@code [from, to)}, by start; no two overlap. Spans without a window had no calls, have not closed
     * yet, or are no longer kept.
     *
     * @param from milliseconds since the epoch, a whole number of panes
     * @param to milliseconds since the epoch, a whole number of panes
     * @param coarsest the longest windows to use
     */
    static List<Window> of(KpiReader reader, String series, long from, long to, Resolution coarsest) {
        List<Window> taken = new ArrayList<>();
        List<Gap> gaps = List.of(new Gap(from, to));
        for (Resolution r = coarsest; r != null && !gaps.isEmpty(); r = finer(r)) {
            List<Gap> left = new ArrayList<>();
            for (Gap gap : gaps) {
                take(reader, series, r, gap, taken, left);
            }
            gaps = left;
        }
        taken.sort(Comparator.comparingLong(Window::startMillis));
        return taken;
    }

    private static void take(
            KpiReader reader, String series, Resolution r, Gap gap, List<Window> taken, List<Gap> left) {
        long first = ceil(r, gap.from);
        long end = r.startOf(gap.to);
        long at = gap.from;
        if (first < end) {
            for (Window window : reader.windows(series, r, first, end)) {
                if (window.startMillis() > at) {
                    left.add(new Gap(at, window.startMillis()));
                }
                taken.add(window);
                at = window.startMillis() + r.millis();
            }
        }
        if (at < gap.to) {
            left.add(new Gap(at, gap.to));
        }
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
