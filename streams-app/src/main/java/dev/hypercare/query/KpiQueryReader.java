package dev.hypercare.query;

import dev.hypercare.contract.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a {@link KpiQuery} from the parameters of a request. */
final class KpiQueryReader {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 10_000;
    private static final int MAX_PERCENTILES = 20;
    private static final List<String> OWN =
            List.of("view", "from", "to", "step", "percentiles", "limit", Cursor.NAME, "format");

    private final Map<String, String> parameters;
    private final List<List<String>> views;

    private KpiQueryReader(Map<String, String> parameters, List<List<String>> views) {
        this.parameters = parameters;
        this.views = views;
    }

    /**
     * The question. Error: {@link ApiProblem} that names the parameter, its value and what was expected.
     *
     * @param parameters by name; those that are not of this resource are labels
     * @param views the views that KPIs are kept for
     * @param now milliseconds since the epoch, for relative times
     */
    static KpiQuery read(Map<String, String> parameters, List<List<String>> views, long now) {
        KpiQueryReader reader = new KpiQueryReader(parameters, views);
        SeriesFilter filter = reader.filter();
        long from = reader.time("from", "-15m", now);
        long to = reader.time("to", "now", now);
        if (from >= to) {
            throw ApiProblem.parameter("from", parameters.getOrDefault("from", "-15m"), "an instant before to");
        }
        int limit = ParameterValues.limit(parameters, DEFAULT_LIMIT, MAX_LIMIT);
        return new KpiQuery(filter, from, to, reader.step(), reader.percentiles(), limit);
    }

    /** The filter alone, for listing series. */
    static SeriesFilter filter(Map<String, String> parameters, List<List<String>> views) {
        return new KpiQueryReader(parameters, views).filter();
    }

    private SeriesFilter filter() {
        Map<String, String> labels = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (!OWN.contains(name)) {
                labels.put(name, value);
            }
        });
        Set<String> known = views.stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!known.contains(label.getKey())) {
                throw ApiProblem.unknownParameter(label.getKey(), known, OWN);
            }
            if (label.getValue().isEmpty()) {
                throw ApiProblem.parameter(label.getKey(), "''", "a value; - for anonymous consumers");
            }
        }
        return new SeriesFilter(view(labels), labels);
    }

    private List<String> view(Map<String, String> labels) {
        String name = parameters.get("view");
        if (name != null) {
            List<String> view = Arrays.asList(name.split(",", -1));
            if (!views.contains(view)) {
                throw ApiProblem.parameter("view", name, "one of " + shown(views));
            }
            if (!view.containsAll(labels.keySet())) {
                throw ApiProblem.parameter(
                        "view", name, "a view with all labels given (" + String.join(", ", labels.keySet()) + ")");
            }
            return view;
        }
        if (labels.isEmpty()) {
            throw ApiProblem.parameter(
                    "view", "missing", "one of " + shown(views) + ", or labels such as api=payments");
        }
        return narrowest(labels);
    }

    /** The view with the fewest labels that has all those given. */
    private List<String> narrowest(Map<String, String> labels) {
        List<List<String>> fitting =
                views.stream().filter(view -> view.containsAll(labels.keySet())).toList();
        int fewest = fitting.stream().mapToInt(List::size).min().orElse(0);
        List<List<String>> best =
                fitting.stream().filter(view -> view.size() == fewest).toList();
        if (best.size() == 1) {
            return best.get(0);
        }
        throw best.isEmpty()
                ? ApiProblem.parameter(
                        String.join(", ", labels.keySet()),
                        "no view has all of these labels",
                        "labels of one of " + shown(views))
                : ApiProblem.parameter("view", "missing", "one of " + shown(best));
    }

    private long time(String name, String absent, long now) {
        return ParameterValues.time(name, parameters.getOrDefault(name, absent), now);
    }

    private @Nullable Resolution step() {
        String value = parameters.get("step");
        if (value == null) {
            return null;
        }
        for (Resolution resolution : Resolution.values()) {
            if (label(resolution).equals(value)) {
                return resolution;
            }
        }
        throw ApiProblem.parameter(
                "step",
                value,
                "one of "
                        + Arrays.stream(Resolution.values())
                                .map(KpiQueryReader::label)
                                .collect(Collectors.joining(", ")));
    }

    private List<Double> percentiles() {
        String value = parameters.getOrDefault("percentiles", "50,90,95,99,99.9");
        List<Double> percentiles = new ArrayList<>();
        for (String word : value.split(",", -1)) {
            double percent;
            try {
                percent = Double.parseDouble(word.trim());
            } catch (NumberFormatException e) {
                percent = -1;
            }
            if (!(percent > 0 && percent <= 100)
                    || percentiles.contains(percent)
                    || percentiles.size() == MAX_PERCENTILES) {
                throw ApiProblem.parameter(
                        "percentiles",
                        value,
                        "up to " + MAX_PERCENTILES + " different numbers above 0, up to 100, such as 50,95,99.9");
            }
            percentiles.add(percent);
        }
        return percentiles;
    }

    /** How a resolution is asked for: {@code 10s}, {@code 1m}, {@code 5m}, {@code 1h}, {@code 1d}. */
    static String label(Resolution resolution) {
        return resolution == Resolution.PANE ? "10s" : resolution.label();
    }

    private static String shown(List<List<String>> views) {
        return views.stream().map(view -> String.join(",", view)).collect(Collectors.joining(" | "));
    }
}
