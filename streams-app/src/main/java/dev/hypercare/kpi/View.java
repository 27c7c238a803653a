package dev.hypercare.kpi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The labels that make series, with where they stand among the labels of the finest partials.
 *
 * @param labels names, in order
 * @param positions for each, its place in the values of the finest partial
 */
record View(List<String> labels, List<Integer> positions) {
    /** Stands for a label that the call does not have. */
    static final String NONE = "-";

    /** Every label that some view uses: what the finest partials are kept by. */
    static List<String> finest(List<List<String>> views) {
        Set<String> all = new LinkedHashSet<>();
        views.forEach(all::addAll);
        return List.copyOf(all);
    }

    static List<View> of(List<List<String>> views) {
        List<String> finest = finest(views);
        return views.stream()
                .map(labels ->
                        new View(labels, labels.stream().map(finest::indexOf).toList()))
                .toList();
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
