package dev.hypercare.kpi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels that make series, with where they stand among the labels of the finest partials of their family.
 *
 * @param number its place in the configuration, from 0
 * @param labels names, in order
 * @param positions for each, its place in the values of the finest partial
 */
record View(int number, List<String> labels, List<Integer> positions) {
    /** Stands for a label that the call does not have. */
    static final String NONE = "-";

    /** Labels of very many values that nearly any other label occurs with. */
    private static final Set<String> MANY_VALUED = Set.of("consumer", "client");

    /** What routes are told apart by. */
    static final List<String> ROUTE = List.of("api", "route");

    /** Every label that some of the views uses, and those of routes where they are counted: what the finest partials are kept by. */
    static List<String> finest(List<View> views) {
        return union(views.stream().map(View::labels).toList());
    }

    private static List<String> union(List<List<String>> views) {
        Set<String> all = new LinkedHashSet<>();
        views.forEach(all::addAll);
        if (views.stream().anyMatch(View::countRoutes)) {
            all.addAll(ROUTE);
        }
        return List.copyOf(all);
    }

    /** The views, those with the same labels of very many values together. */
    static List<List<View>> families(List<List<String>> views) {
        Map<Set<String>, List<Integer>> numbers = new LinkedHashMap<>();
        for (int number = 0; number < views.size(); number++) {
            Set<String> manyValued = new LinkedHashSet<>(views.get(number));
            manyValued.retainAll(MANY_VALUED);
            numbers.computeIfAbsent(manyValued, unseen -> new ArrayList<>()).add(number);
        }
        return numbers.values().stream().map(family -> of(views, family)).toList();
    }

    private static List<View> of(List<List<String>> views, List<Integer> family) {
        List<String> finest = union(family.stream().map(views::get).toList());
        return family.stream()
                .map(number -> new View(
                        number,
                        views.get(number),
                        views.get(number).stream().map(finest::indexOf).toList()))
                .toList();
    }

    /** Whether its series tell how many routes their calls were of: one client on many of them is a scan. */
    boolean countsRoutes() {
        return countRoutes(labels);
    }

    private static boolean countRoutes(List<String> labels) {
        return labels.contains("client") && !labels.contains("route");
    }

    /** The values of this view's labels, out of those of the finest partial. */
    List<String> values(List<String> finestValues) {
        List<String> values = new ArrayList<>(positions.size());
        for (int position : positions) {
            values.add(finestValues.get(position));
        }
        return values;
    }
}
