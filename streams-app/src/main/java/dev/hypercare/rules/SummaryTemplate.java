package dev.hypercare.rules;

import dev.hypercare.contract.config.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** One line for people with labels and figures in braces: <code>{api}: {failed_ratio} of the calls fail</code>. */
final class SummaryTemplate {
    /** A part of the line: text, or a name in braces. */
    private record Part(String text, boolean isName) {}

    private final String text;
    private final List<Part> parts;
    private final Map<String, Measure> measures;
    private final Map<String, Unit> told;

    private SummaryTemplate(String text, List<Part> parts, Map<String, Measure> measures, Map<String, Unit> told) {
        this.text = text;
        this.parts = parts;
        this.measures = measures;
        this.told = told;
    }

    /**
     * Reads a template.
     *
     * @param labels the labels of the rule's view
     * @param told what the rule's kind tells besides the measures, by name
     * @param problem told what was expected instead of each mistake
     */
    static SummaryTemplate read(
            String text, Collection<String> labels, Map<String, Unit> told, Consumer<String> problem) {
        List<Part> parts = new ArrayList<>();
        Map<String, Measure> measures = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (open >= 0 && close < 0) {
                problem.accept("a } for the { at column " + (open + 1));
            }
            if (close < 0) {
                break;
            }
            parts.add(new Part(text.substring(at, open), false));
            String name = text.substring(open + 1, close).trim();
            Measure measure = Measures.find(name);
            if (measure != null) {
                measures.put(name, measure);
            } else if (!labels.contains(name) && !told.containsKey(name)) {
                problem.accept(unknown(name, labels, told.keySet()));
            }
            parts.add(new Part(name, true));
            at = close + 1;
        }
        parts.add(new Part(text.substring(at), false));
        return new SummaryTemplate(text, parts, measures, Map.copyOf(told));
    }

    private static String unknown(String name, Collection<String> labels, Collection<String> told) {
        List<String> names = new ArrayList<>(labels);
        names.addAll(told);
        names.addAll(Measures.names());
        String near = NearestName.of(name, names);
        return "a label of the view or a name of docs/reference/rules.md in braces, not " + name
                + (near == null ? "" : ", did you mean " + near + "?");
    }

    /** The figures it shows, by name. */
    Map<String, Measure> measures() {
        return measures;
    }

    /** The line for a series: its labels, its figures, and what the evidence tells by name. */
    String show(Map<String, String> labels, ToDoubleFunction<Measure> figures, Map<String, Double> evidence) {
        StringBuilder line = new StringBuilder();
        for (Part part : parts) {
            @Nullable Measure measure = part.isName() ? measures.get(part.text()) : null;
            @Nullable Unit unit = part.isName() ? told.get(part.text()) : null;
            if (measure != null) {
                line.append(measure.unit().show(figures.applyAsDouble(measure)));
            } else if (unit != null) {
                line.append(unit.show(evidence.getOrDefault(part.text(), Double.NaN)));
            } else {
                line.append(part.isName() ? labels.getOrDefault(part.text(), "-") : part.text());
            }
        }
        return line.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
