package dev.hypercare.query;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a {@link ChangeQuery} from the parameters of a request. */
final class ChangeQueryReader {
    static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 1000;
    private static final List<String> OF_PARETO = List.of("kpi", "by", "from", "to", "share", "kind", "format");
    private static final List<String> OF_CHANGED =
            List.of("kpi", "by", "from", "to", "against-from", "against-to", "limit", "kind", "format");

    private static final List<String> OF_COMPARE =
            List.of("from", "to", "against", "against-from", "against-to", "against-baseline", "format");

    private static final List<String> OF_TOP = List.of("kpi", "by", "from", "to", "limit", "min-calls", "format");

    private final Map<String, String> parameters;
    private final List<String> own;
    private final Set<String> known;
    private final long now;

    private ChangeQueryReader(Map<String, String> parameters, List<String> own, List<List<String>> views, long now) {
        this.parameters = parameters;
        this.own = own;
        this.known = views.stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        this.now = now;
    }

    /**
     * The question for the few that make most. Error: {@link ApiProblem} that names the parameter, its value and what was expected.
     *
     * @param views those that KPIs are kept for
     * @param now milliseconds since the epoch, for relative times
     */
    static ChangeQuery pareto(Map<String, String> parameters, List<List<String>> views, long now) {
        ChangeQueryReader reader = new ChangeQueryReader(parameters, OF_PARETO, views, now);
        reader.fixed(); // a name that there is not is told before one that is missing
        reader.refuseKind();
        reader.requireBy();
        return reader.read(share(parameters.getOrDefault("share", "0.8")));
    }

    /** The question for the largest, in the same way; what it is ranked by is read elsewhere. */
    static ChangeQuery top(Map<String, String> parameters, List<List<String>> views, long now) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        others.remove("kpi");
        ChangeQueryReader reader = new ChangeQueryReader(others, OF_TOP, views, now);
        reader.fixed();
        reader.requireBy();
        return reader.read(1);
    }

    /** The question for what explains a change, in the same way. */
    static ChangeQuery changed(Map<String, String> parameters, List<List<String>> views, long now) {
        ChangeQueryReader reader = new ChangeQueryReader(parameters, OF_CHANGED, views, now);
        reader.fixed();
        reader.refuseKind();
        return reader.read(1);
    }

    /** The question for two sums, in the same way; labels are required. */
    static ChangeQuery compare(Map<String, String> parameters, List<List<String>> views, long now) {
        ChangeQueryReader reader = new ChangeQueryReader(parameters, OF_COMPARE, views, now);
        if (reader.fixed().isEmpty()) {
            throw ApiProblem.parameter("api", "missing", "a label or more, of " + String.join(", ", reader.known));
        }
        return reader.read(1);
    }

    /** Those of patterns have taken it off. */
    private void refuseKind() {
        String kind = parameters.get("kind");
        if (kind != null) {
            throw ApiProblem.parameter("kind", kind, "left out, unless by is pattern");
        }
    }

    private void requireBy() {
        if (!parameters.containsKey("by")) {
            throw ApiProblem.parameter("by", "missing", "labels such as " + String.join(", ", known));
        }
    }

    private ChangeQuery read(double share) {
        Map<String, String> fixed = fixed();
        CountedKpi kpi = CountedKpi.of(parameters.getOrDefault("kpi", CountedKpi.FAILED.word()));
        List<String> by = by(fixed.keySet());
        long from = time("from", "-15m");
        long to = time("to", "now");
        before("from", from, to, "to");
        Long againstFrom = null;
        Long againstTo = null;
        if (parameters.containsKey("against-from") || parameters.containsKey("against-to")) {
            againstFrom = time("against-from", null);
            againstTo = time("against-to", null);
            before("against-from", againstFrom, againstTo, "against-to");
        }
        int limit = ParameterValues.limit(parameters, DEFAULT_LIMIT, MAX_LIMIT);
        return new ChangeQuery(kpi, by, fixed, from, to, againstFrom, againstTo, share, limit);
    }

    private Map<String, String> fixed() {
        Map<String, String> fixed = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (own.contains(name)) {
                return;
            }
            if (!known.contains(name)) {
                throw ApiProblem.unknownParameter(name, known, own);
            }
            if (value.isEmpty()) {
                throw ApiProblem.parameter(name, "''", "a value; - for anonymous consumers");
            }
            fixed.put(name, value);
        });
        return fixed;
    }

    private List<String> by(Set<String> fixed) {
        String value = parameters.get("by");
        if (value == null) {
            return List.of();
        }
        List<String> by = List.of(value.split(",", -1));
        for (String label : by) {
            if (!known.contains(label) || fixed.contains(label)) {
                throw ApiProblem.parameter(
                        "by",
                        value,
                        "labels that are not given, of " + String.join(", ", known) + "; several with commas");
            }
        }
        if (Set.copyOf(by).size() != by.size()) {
            throw ApiProblem.parameter("by", value, "each label once");
        }
        return by;
    }

    private static void before(String name, long from, long to, String end) {
        if (from >= to) {
            throw ApiProblem.parameter(name, String.valueOf(KpiFigures.time(from)), "an instant before " + end);
        }
    }

    private long time(String name, @Nullable String absent) {
        String value = parameters.getOrDefault(name, absent == null ? "" : absent);
        if (value.isEmpty()) {
            throw ApiProblem.parameter(name, "missing", TimeWords.EXPECTED);
        }
        return ParameterValues.time(name, value, now);
    }

    /** A share of a whole. Error: {@link ApiProblem} for what is none. */
    static double share(String value) {
        try {
            double share = Double.parseDouble(value);
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Reported below, as a number out of range is.
        }
        throw ApiProblem.parameter("share", value, "a number above 0, up to 1, such as 0.8");
    }
}
