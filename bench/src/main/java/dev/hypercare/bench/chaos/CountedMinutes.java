package dev.hypercare.bench.chaos;

import java.util.HashMap;
import java.util.Map;

/**
 * Figures by series and window: a plain map of names to numbers for each, without zeros, so that any two can be compared name by
 * name. Names that end in {@value #MAX} are maxima, all others sums.
 */
final class CountedMinutes {
    static final long MINUTE_MILLIS = 60_000;

    /** How names of maxima end. */
    static final String MAX = ".max";

    /**
     * Which figures.
     *
     * @param series in the form of the topics
     * @param start first instant, milliseconds
     */
    record Cell(String series, long start) {
        @Override
        public String toString() {
            return series + " @ " + java.time.Instant.ofEpochMilli(start);
        }
    }

    private final Map<Cell, Map<String, Long>> cells = new HashMap<>();

    /** Adds a figure. */
    void add(Cell cell, String name, long value) {
        if (value != 0) {
            cells.computeIfAbsent(cell, unseen -> new HashMap<>())
                    .merge(name, value, name.endsWith(MAX) ? Math::max : Long::sum);
        }
    }

    /** Adds figures. */
    void add(Cell cell, Map<String, Long> figures) {
        figures.forEach((name, value) -> add(cell, name, value));
    }

    /** All of it. */
    Map<Cell, Map<String, Long>> cells() {
        return cells;
    }

    /** One figure, summed up over the cells of a view: those whose series has so many labels. */
    long sum(String name, int labels) {
        long sum = 0;
        for (Map.Entry<Cell, Map<String, Long>> entry : cells.entrySet()) {
            if (labelsOf(entry.getKey().series) == labels) {
                sum += entry.getValue().getOrDefault(name, 0L);
            }
        }
        return sum;
    }

    /** How many labels a series has. */
    static int labelsOf(String series) {
        return series.split(",").length;
    }
}
