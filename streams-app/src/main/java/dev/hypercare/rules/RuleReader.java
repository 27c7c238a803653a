package dev.hypercare.rules;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.TestAlert;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one rule of a file. What is wrong becomes a problem with its place; nothing is thrown. */
final class RuleReader {
    /** Shortest and longest window. */
    static final Duration MIN_WINDOW = Duration.ofSeconds(1);

    static final Duration MAX_WINDOW = Duration.ofDays(1);

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Duration MAX_WAIT = Duration.ofDays(7);

    private final Section section;
    private final List<List<String>> views;

    /** @param views the views that KPIs are kept for */
    RuleReader(Section section, List<List<String>> views) {
        this.section = section;
        this.views = views;
    }

    /** The rule; null where it cannot be used. */
    @Nullable
    Rule read() {
        String id = id();
        List<String> view = view();
        String text = section.required("summary", "one line for people, such as \"{api}: {failed_ratio} fail\"");
        Set<String> labels = labels(view);
        SummaryTemplate summary =
                SummaryTemplate.read(text, labels, expected -> section.problem("summary", text, expected));
        LabelMatch match = match(labels);
        if (!section.has("severity")) {
            section.problem("severity", "missing", "one of p1, p2, p3, p4");
        }
        Severity severity = section.choice("severity", Severity.class, Severity.P4);
        Duration window = window();
        Condition when = condition("when");
        if (!section.has("when")) {
            section.problem("when", "missing", "a condition, such as failed_ratio > 0.01");
        }
        Condition clear = condition("clear");
        Duration hold = seconds("hold", MAX_WAIT, Duration.ZERO);
        Duration keep = seconds("keep", MAX_WAIT, Duration.ZERO);
        long minCalls = section.integer("min-calls", 1, 0, 1_000_000_000);
        String runbook = section.string("runbook", "docs/runbooks/" + id + ".md");
        return when == null
                ? null
                : new Rule(id, summary, view, match, severity, window, when, clear, hold, keep, minCalls, runbook);
    }

    private String id() {
        String id = section.required("id", "a short name in lower case, such as api-5xx-rate");
        if (!id.isBlank() && (!SLUG.matcher(id).matches() || id.length() > 60)) {
            section.problem("id", id, "lower-case words joined by -, at most 60 characters, such as api-5xx-rate");
        }
        if (id.equals(TestAlert.RULE)) {
            section.problem("id", id, "another name: this one is taken by alerts send-test");
        }
        if (id.equals(WatchdogAlert.RULE)) {
            section.problem("id", id, "another name: this one is taken by the watchdog");
        }
        return id;
    }

    private List<String> view() {
        List<String> view = section.oneOrMore("view", List.of()).stream()
                .flatMap(labels -> Stream.of(labels.split(",")))
                .map(String::strip)
                .toList();
        if (!views.contains(view)) {
            StringBuilder known = new StringBuilder();
            views.forEach(each -> known.append(known.isEmpty() ? "" : ", ").append(each));
            section.problem("view", section.has("view") ? view.toString() : "missing", "one of " + known);
        }
        return view;
    }

    /** The labels of a view, or of all where there is no such view, so that one mistake makes one problem. */
    private Set<String> labels(List<String> view) {
        return views.contains(view)
                ? new LinkedHashSet<>(view)
                : views.stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private LabelMatch match(Set<String> labels) {
        Section match = section.section("match");
        Map<String, List<String>> patterns = new LinkedHashMap<>();
        for (String label : match.keys()) {
            List<String> globs = match.oneOrMore(label, List.of());
            if (!labels.contains(label)) {
                match.problem(label, String.join(", ", globs), "a label of the view " + labels);
            } else if (globs.isEmpty() || globs.contains("")) {
                match.problem(label, "''", "one or more values, * and ? as wildcards");
            }
            patterns.put(label, globs);
        }
        return new LabelMatch(patterns);
    }

    private Duration window() {
        if (!section.has("window")) {
            section.problem("window", "missing", "the length of the sliding window, such as 30s or 5m");
        }
        Duration window = section.duration("window", MIN_WINDOW, MIN_WINDOW, MAX_WINDOW);
        return wholeSeconds("window", window);
    }

    private Duration seconds(String key, Duration max, Duration absent) {
        return wholeSeconds(key, section.duration(key, absent, Duration.ZERO, max));
    }

    private Duration wholeSeconds(String key, Duration value) {
        if (value.toMillisPart() != 0) {
            section.problem(key, Durations.show(value), "whole seconds: rules decide once a second");
        }
        return value;
    }

    private @Nullable Condition condition(String key) {
        String text = section.optional(key);
        if (text == null) {
            return null;
        }
        return ConditionCompiler.compile(text.strip(), expected -> section.problem(key, text.strip(), expected));
    }
}
