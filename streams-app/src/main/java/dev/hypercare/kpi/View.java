package dev.hypercare.kpi;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** The series of this view that a finest partial belongs to. */
    Series series(List<String> finestValues) {
        List<String> values = new ArrayList<>(positions.size());
        for (int position : positions) {
            values.add(finestValues.get(position));
        }
        return Series.of(labels, values);
    }

    /** The values of labels of a call. */
    static List<String> values(List<String> labels, Call call) {
        List<String> values = new ArrayList<>(labels.size());
        for (String label : labels) {
            String value = value(label, call);
            values.add(value == null || value.isEmpty() ? NONE : value);
        }
        return values;
    }

    private static @Nullable String value(String label, Call call) {
        return switch (label) {
            case "gateway" -> call.getGateway();
            case "api" -> call.getApi();
            case "route" -> call.getRoute();
            case "method" -> call.getMethod();
            case "consumer" -> call.getConsumer();
            case "provider" -> call.getProvider();
            case "model" -> call.getModel();
            case "version" -> call.getVersion();
            default -> throw new IllegalArgumentException("not a label: " + label);
        };
    }
}
