package dev.hypercare.rules;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.TestAlert;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one rule of a file. What is wrong becomes a problem with its place; nothing is thrown. */
final class RuleReader {
    private static final Duration MAX_WAIT = Duration.ofDays(7);
    private static final Duration PATTERN_KEEP = Duration.ofMinutes(10);

    /** Whether a rule alerts. */
    private enum Mode {
        LIVE,
        SHADOW
    }

    enum Kind {
        CONDITION,
        OBJECTIVE,
        BASELINE,
        CHANGE,
        ABSENCE,
        BUDGET,
        DRIFT,
        PATTERN
    }

    private final Section section;
    private final List<List<String>> views;

    /** @param views the views that KPIs are kept for */
    RuleReader(Section section, List<List<String>> views) {
        this.section = section;
        this.views = views;
    }

    /** The rules that it makes: one, or several of an objective or a budget; none where it cannot be used. */
    List<Rule> read() {
        String id = id();
        Kind kind = section.choice("kind", Kind.class, section.has("pattern") ? Kind.PATTERN : Kind.CONDITION);
        List<String> view = view(kind);
        String text = section.required("summary", "one line for people, such as \"{api}: {failed_ratio} fail\"");
        Set<String> labels = labels(view);
        LabelMatch match = match(labels);
        if (!section.has("severity")) {
            section.problem("severity", "missing", "one of p1, p2, p3, p4");
        }
        Severity severity = section.choice("severity", Severity.class, Severity.P4);
        boolean shadow = section.choice("mode", Mode.class, Mode.LIVE) == Mode.SHADOW;
        Map<String, Sensor> sensors = new SensorReader(section).read(kind, view);
        Map<String, Unit> told = new LinkedHashMap<>();
        sensors.values().forEach(sensor -> told.putAll(sensor.told()));
        // Of a kind that cannot be used nobody knows what it would tell.
        boolean tells = kind == Kind.CONDITION || !sensors.isEmpty();
        SummaryTemplate summary = SummaryTemplate.read(text, words(kind, labels), told, expected -> {
            if (tells) {
                section.problem("summary", text, expected);
            }
        });
        if (kind == Kind.PATTERN) {
            summary.measures().keySet().stream()
                    .filter(name -> !told.containsKey(name))
                    .forEach(name -> section.problem("summary", text, "figures of patterns, not " + name));
        }
        Duration hold = hold(kind);
        Duration keep =
                SensorReader.seconds(section, "keep", MAX_WAIT, kind == Kind.PATTERN ? PATTERN_KEEP : Duration.ZERO);
        String runbook = section.string("runbook", "docs/runbooks/" + id + ".md");
        List<Rule> rules = new ArrayList<>();
        sensors.forEach((suffix, sensor) -> rules.add(new Rule(
                id + suffix,
                summary,
                view,
                match,
                milder(severity, sensor.milder()),
                shadow,
                sensor,
                hold,
                keep,
                runbook)));
        return rules;
    }

    private Duration hold(Kind kind) {
        Duration hold = SensorReader.seconds(section, "hold", MAX_WAIT, Duration.ZERO);
        if (kind == Kind.PATTERN && section.has("hold")) {
            section.problem("hold", Durations.show(hold), "none: a state of a pattern holds at once");
        }
        return hold;
    }

    /** What a summary may name besides figures. */
    private static Set<String> words(Kind kind, Set<String> labels) {
        Set<String> words = new LinkedHashSet<>(labels);
        if (kind == Kind.PATTERN) {
            words.addAll(PatternSensor.WORDS);
        }
        return words;
    }

    private static Severity milder(Severity severity, int levels) {
        return levels == 0 ? severity : milder(severity.milder(), levels - 1);
    }

    private String id() {
        String id = section.required("id", "a short name in lower case, such as api-5xx-rate");
        if (!id.isBlank() && (!SensorReader.SLUG.matcher(id).matches() || id.length() > 60)) {
            section.problem("id", id, "lower-case words joined by -, at most 60 characters, such as api-5xx-rate");
        }
        if (id.equals(TestAlert.RULE)) {
            section.problem("id", id, "another name: this one is taken by alerts send-test");
        }
        if (id.equals(FailingRules.RULE)) {
            section.problem("id", id, "another name: this one tells of rules that cannot be evaluated");
        }
        if (id.equals(WatchdogAlert.RULE)) {
            section.problem("id", id, "another name: this one is taken by the watchdog");
        }
        return id;
    }

    private List<String> view(Kind kind) {
        if (kind == Kind.PATTERN) {
            if (section.has("view")) {
                section.problem(
                        "view", String.join(", ", section.oneOrMore("view", List.of())), "none: " + PatternRule.VIEW);
            }
            return PatternRule.VIEW;
        }
        List<String> view = section.oneOrMore("view", List.of()).stream()
                .flatMap(labels -> Stream.of(labels.split(",")))
                .map(String::strip)
                .toList();
        boolean source = kind != Kind.CHANGE && Telemetry.isViewOf(view);
        if (!views.contains(view) && !source) {
            StringBuilder known = new StringBuilder();
            views.forEach(each -> known.append(known.isEmpty() ? "" : ", ").append(each));
            section.problem("view", section.has("view") ? view.toString() : "missing", "one of " + known);
        }
        return view;
    }

    /** The labels of a view, or of all where there is no such view, so that one mistake makes one problem. */
    private Set<String> labels(List<String> view) {
        return views.contains(view) || Telemetry.isViewOf(view) || view.equals(PatternRule.VIEW)
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
}
