package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the merge holds of one series: its open panes, and the minute and five minutes that its closed ones add up to so far. */
final class SeriesTotals {
    /** An open pane. */
    private static final class Pane {
        private final long start;
        private final Parts parts = new Parts();
        private @Nullable Pane other;

        private Pane(long start, @Nullable Pane other) {
            this.start = start;
            this.other = other;
        }
    }

    private final byte[] key;
    private final Series series;
    private final String view;
    private final @Nullable Parts[] sums = new Parts[Resolution.values().length];
    private final long[] due = new long[Resolution.values().length];
    private @Nullable Pane panes;
    private byte @Nullable [] head;
    private @Nullable Kpis slice;

    /** @param key text of the series, UTF-8 */
    SeriesTotals(byte[] key) {
        this.key = key;
        this.series = new Series(new String(key, StandardCharsets.UTF_8));
        this.view = series.view().intern(); // there are few views, and maybe a million series
        Arrays.fill(due, Watermarks.NONE);
    }

    Series series() {
        return series;
    }

    /** Its text, UTF-8; not to be changed. */
    byte[] key() {
        return key;
    }

    /** The order in which series are closed. */
    static int compare(SeriesTotals a, SeriesTotals b) {
        return Arrays.compareUnsigned(a.key, b.key);
    }

    /** What its records begin with, made once. */
    byte[] head() {
        byte[] made = head;
        if (made == null) {
            made = KpiEncoder.head(series);
            head = made;
        }
        return made;
    }

    /** The labels of the view, {@code api,route}. */
    String view() {
        return view;
    }

    /** The open pane that starts at an instant; null where there is none. */
    @Nullable
    Parts pane(long start) {
        for (Pane pane = panes; pane != null; pane = pane.other) {
            if (pane.start == start) {
                return pane.parts;
            }
        }
        return null;
    }

    /** Opens a pane. */
    Parts openPane(long start) {
        Pane pane = new Pane(start, panes);
        panes = pane;
        return pane.parts;
    }

    /** Takes an open pane away. Error: {@link IllegalStateException} where there is none. */
    Kpis takePane(long start) {
        Pane before = null;
        for (Pane pane = panes; pane != null; pane = pane.other) {
            if (pane.start == start) {
                if (before == null) {
                    panes = pane.other;
                } else {
                    before.other = pane.other;
                }
                return pane.parts.sum();
            }
            before = pane;
        }
        throw new IllegalStateException(series + " has no open pane at " + start);
    }

    /** The closed windows of the open roll-up of a resolution. */
    Parts parts(Resolution resolution) {
        Parts parts = sums[resolution.ordinal()];
        if (parts == null) {
            parts = new Parts();
            sums[resolution.ordinal()] = parts;
        }
        return parts;
    }

    /** What they add up to; the next roll-up starts at nothing. */
    Kpis takeSum(Resolution resolution) {
        Kpis sum = parts(resolution).sum();
        sums[resolution.ordinal()] = null;
        return sum;
    }

    /** Notes that it has data in a roll-up; whether that was news. */
    boolean markDue(Resolution resolution, long start) {
        boolean news = due[resolution.ordinal()] != start;
        due[resolution.ordinal()] = start;
        return news;
    }

    /** Whether nothing of it is open that only the heap knows. */
    boolean isIdle() {
        return panes == null
                && sums[Resolution.MINUTE.ordinal()] == null
                && sums[Resolution.FIVE_MINUTES.ordinal()] == null;
    }

    /** The KPIs of the slice that is being read; null where it has none yet. */
    @Nullable
    Kpis slice() {
        return slice;
    }

    void slice(@Nullable Kpis present) {
        slice = present;
    }
}
