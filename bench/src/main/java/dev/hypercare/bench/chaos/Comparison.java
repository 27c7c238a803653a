package dev.hypercare.bench.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The truth and what the product says, side by side.
 *
 * @param lines acknowledged
 * @param counted calls in the KPIs of one minute
 * @param late calls on the topic of late calls
 * @param dead lines in dead letters
 * @param windows series and minutes that the truth has
 * @param lost calls that are missing in some minute
 * @param doubled calls that are too many in some minute
 * @param wrongWindows series and minutes in which any figure differs
 * @param wrongPanes the same of the panes of each minute, added up
 * @param differences the first of all, for people
 */
record Comparison(
        long lines,
        long counted,
        long late,
        long dead,
        long windows,
        long lost,
        long doubled,
        long wrongWindows,
        long wrongPanes,
        List<String> differences) {
    private static final int SHOWN = 20;
    private static final String CALLS = "calls";

    Comparison {
        differences = List.copyOf(differences);
    }

    /** Compares. */
    static Comparison of(TruthCount truth, ProductCount product) {
        List<String> differences = new ArrayList<>(truth.problems());
        differences.addAll(product.problems());
        Map<CountedMinutes.Cell, Map<String, Long>> expected = truth.minutes().cells();
        Map<CountedMinutes.Cell, Map<String, Long>> said = product.minutes().cells();
        long lost = 0;
        long doubled = 0;
        for (CountedMinutes.Cell cell : all(expected, said)) {
            if (CountedMinutes.labelsOf(cell.series()) == 1) {
                long more = calls(said, cell) - calls(expected, cell);
                lost += Math.max(0, -more);
                doubled += Math.max(0, more);
            }
        }
        long wrongWindows = compare("kpis-1m", expected, said, differences);
        long wrongPanes =
                compare("kpi-panes of the minute", expected, product.panes().cells(), differences);
        return new Comparison(
                truth.lines(),
                product.minutes().sum(CALLS, 1),
                product.late().size(),
                product.letters().size(),
                expected.size(),
                lost,
                doubled,
                wrongWindows,
                wrongPanes,
                differences);
    }

    /** Whether every line is accounted for, once, and every figure is equal. */
    boolean equal() {
        return differences.isEmpty() && lost == 0 && doubled == 0 && lines == counted + late + dead && windows > 0;
    }

    /** The first differences. */
    List<String> first() {
        return differences.subList(0, Math.min(SHOWN, differences.size()));
    }

    private static long compare(
            String what,
            Map<CountedMinutes.Cell, Map<String, Long>> expected,
            Map<CountedMinutes.Cell, Map<String, Long>> said,
            List<String> differences) {
        long wrong = 0;
        for (CountedMinutes.Cell cell : all(expected, said)) {
            Map<String, Long> right = expected.getOrDefault(cell, Map.of());
            Map<String, Long> found = said.getOrDefault(cell, Map.of());
            if (!right.equals(found)) {
                wrong++;
                differences.add(what + " " + cell + ": " + difference(right, found));
            }
        }
        return wrong;
    }

    private static String difference(Map<String, Long> right, Map<String, Long> found) {
        Set<String> names = new TreeSet<>(right.keySet());
        names.addAll(found.keySet());
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            long a = right.getOrDefault(name, 0L);
            long b = found.getOrDefault(name, 0L);
            if (a != b && (parts.size() < 4 || name.equals(CALLS))) {
                parts.add(name + " " + b + " (expected: " + a + ")");
            }
        }
        return String.join(", ", parts);
    }

    private static Set<CountedMinutes.Cell> all(Map<CountedMinutes.Cell, ?> a, Map<CountedMinutes.Cell, ?> b) {
        Set<CountedMinutes.Cell> all = new TreeSet<>(
                java.util.Comparator.comparing(CountedMinutes.Cell::start).thenComparing(CountedMinutes.Cell::series));
        all.addAll(new HashSet<>(a.keySet()));
        all.addAll(b.keySet());
        return all;
    }

    private static long calls(Map<CountedMinutes.Cell, Map<String, Long>> cells, CountedMinutes.Cell cell) {
        return cells.getOrDefault(cell, Map.of()).getOrDefault(CALLS, 0L);
    }
}
