package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import java.util.List;

/**
 * A combination of the values of all labels that some view uses, with the series of each view that it belongs to. Between two flushes
 * it holds what came for it.
 */
final class Finest {
    /** A series of one view, and where its partials go. */
    static final class Target {
        private final List<String> values;
        private final Series series;
        private final int mergePartition;
        /** Whether it is one combination and no other. */
        private final boolean whole;
        /** Whether a rule looks at its view, so that slices are told apart. */
        private final boolean sliced;
        /** Whether the routes of its calls are counted. */
        private final boolean countsRoutes;

        private final Cells cells = new Cells();

        Target(
                List<String> values,
                Series series,
                int mergePartition,
                boolean whole,
                boolean sliced,
                boolean countsRoutes) {
            this.values = values;
            this.series = series;
            this.mergePartition = mergePartition;
            this.whole = whole;
            this.sliced = sliced;
            this.countsRoutes = countsRoutes;
        }

        /** The values of the labels of its view. */
        List<String> values() {
            return values;
        }

        /**
         * Adds what came for a combination that belongs to it.
         *
         * @param route hash of its route
         */
        void add(Cells more, long route) {
            if (whole && cells.isEmpty() && cells.share(more)) {
                return;
            }
            for (Cells.Cell cell = more.newest(); cell != null; cell = cell.older()) {
                long start = sliced ? cell.start() : Resolution.PANE.startOf(cell.start());
                Kpis kpis = cells.at(start, cell.correctedAt());
                kpis.merge(cell.kpis());
                if (countsRoutes) {
                    kpis.routes().add(route);
                }
            }
        }

        boolean isSliced() {
            return sliced;
        }

        Series series() {
            return series;
        }

        int mergePartition() {
            return mergePartition;
        }

        /** What the combinations that belong to it add up to, during a flush. */
        Cells cells() {
            return cells;
        }
    }

    private final byte[] key;
    private final long route;
    private final Cells cells = new Cells();
    private Target[] targets;
    private long period;
    private long flush;

    /**
     * @param key the values, as {@link LabelValues} writes them
     * @param route hash of its route
     */
    Finest(byte[] key, long route, Target[] targets, long period) {
        this.key = key;
        this.route = route;
        this.targets = targets;
        this.period = period;
    }

    byte[] key() {
        return key;
    }

    long route() {
        return route;
    }

    Cells cells() {
        return cells;
    }

    /** One for each view. */
    Target[] targets() {
        return targets;
    }

    /** The period of the limit of series that the targets were found in. */
    long period() {
        return period;
    }

    void targets(Target[] anew, long ofPeriod) {
        targets = anew;
        period = ofPeriod;
    }

    /** The flush that it was part of last. */
    long flush() {
        return flush;
    }

    void flush(long number) {
        flush = number;
    }
}
