package dev.hypercare.query;

import dev.hypercare.contract.measure.Series;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Some series of one view.
 *
 * @param view the labels that make the series, in order
 * @param labels the labels that are fixed; all of them name one series, none all series of the view
 * @param apis only series of these; null for all, also those of none
 */
public record SeriesFilter(
        List<String> view,
        Map<String, String> labels,
        @Nullable Set<String> apis) {

    public SeriesFilter {
        apis = apis == null ? null : Set.copyOf(apis);
    }

    /** One of series of any API. */
    public SeriesFilter(List<String> view, Map<String, String> labels) {
        this(view, labels, null);
    }

    /** The same, of series of these APIs only. */
    SeriesFilter of(Set<String> some) {
        return new SeriesFilter(view, labels, some);
    }

    /** Whether every label is fixed. */
    public boolean isOne() {
        return labels.keySet().containsAll(view);
    }

    /** The series in canonical form. Call it where {@link #isOne()}. */
    public String one() {
        return Series.of(
                        view,
                        view.stream()
                                .map(label -> labels.getOrDefault(label, ""))
                                .toList())
                .text();
    }

    /** Whether a series in canonical form is one of them. */
    public boolean matches(String series) {
        return matcher().test(series);
    }

    /** The same, for many series. */
    public Predicate<String> matcher() {
        List<String> pairs = view.stream()
                .map(label -> labels.containsKey(label)
                        ? Series.of(List.of(label), List.of(labels.getOrDefault(label, "")))
                                .text()
                        : label + "=")
                .toList();
        boolean nobody = !view.containsAll(labels.keySet());
        return series -> !nobody && fits(series, pairs) && (apis == null || isAllowed(new Series(series).labels()));
    }

    /** Whether a series has these labels in this order, and their values where those are fixed. */
    private boolean fits(String series, List<String> pairs) {
        int at = 0;
        for (int i = 0; i < pairs.size(); i++) {
            String pair = pairs.get(i);
            if (!series.startsWith(pair, at)) {
                return false;
            }
            int comma = series.indexOf(',', at + pair.length());
            int end = comma < 0 ? series.length() : comma;
            if (labels.containsKey(view.get(i)) && end != at + pair.length()) {
                return false;
            }
            if (i + 1 == pairs.size()) {
                return end == series.length();
            }
            if (comma < 0) {
                return false;
            }
            at = end + 1;
        }
        return false;
    }

    /** Whether series with some labels are of an API that may be told of. */
    boolean isAllowed(Map<String, String> has) {
        Set<String> some = apis;
        String api = has.get("api");
        return some == null || api != null && some.contains(api);
    }

    /** What the canonical form of each of them begins with: at least the first label and its {@code =}. */
    public String prefix() {
        int fixed = 0;
        while (fixed < view.size() && labels.containsKey(view.get(fixed))) {
            fixed++;
        }
        List<String> first = view.subList(0, fixed);
        String text = Series.of(
                        first,
                        first.stream()
                                .map(label -> labels.getOrDefault(label, ""))
                                .toList())
                .text();
        if (fixed == view.size()) {
            return text;
        }
        return (fixed == 0 ? "" : text + ",") + view.get(fixed) + "=";
    }
}
