package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.NearestName;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.rules.statistics.BeforeAfter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is particular to the kind of a rule. What is wrong becomes a problem with its place; nothing is thrown. */
final class SensorReader {
    /** Shortest and longest window. */
    static final Duration MIN_WINDOW = Duration.ofSeconds(1);

    static final Duration MAX_WINDOW = Duration.ofDays(1);

    /** Names of rules and of baselines. */
    static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final double CHANCE = 1e-7;
    private static final double TIMES = 2;
    private static final double ORDINARY_TIMES = 1.5;
    private static final double DRIFT_TIMES = 1.3;
    /** It is looked at every second for an hour. */
    private static final double CHANGE_CHANCE = 1e-6;

    private final Section section;

    SensorReader(Section section) {
        this.section = section;
    }

    /** The sensors by what their rules are told apart by, after the id; none where it cannot be used. */
    Map<String, Sensor> read(RuleReader.Kind kind, List<String> view) {
        return switch (kind) {
            case CONDITION -> one(condition());
            case OBJECTIVE -> new ObjectiveReader(section).read();
            case BASELINE -> one(baseline(view));
            case ABSENCE -> one(absence(view));
            case CHANGE -> one(change(view));
            case BUDGET -> new BudgetReader(section).read();
            case DRIFT -> one(drift());
            case PATTERN -> one(PatternRuleReader.read(section));
        };
    }

    private static Map<String, Sensor> one(@Nullable Sensor sensor) {
        return sensor == null ? Map.of() : Map.of("", sensor);
    }

    private @Nullable Sensor condition() {
        Duration window = window();
        Condition when = condition("when");
        if (!section.has("when")) {
            section.problem("when", "missing", "a condition, such as failed_ratio > 0.01");
        }
        Condition clear = condition("clear");
        long minCalls = section.integer("min-calls", 1, 0, 1_000_000_000);
        Beyond beyond = beyond();
        return when == null ? null : new ConditionSensor(window, when, clear, minCalls, beyond);
    }

    private @Nullable Beyond beyond() {
        String name = section.optional("beyond-ordinary");
        double times = section.number("times", ORDINARY_TIMES, 1, 1000);
        if (name == null) {
            if (section.has("times")) {
                section.problem("times", Double.toString(times), "beyond-ordinary as well: of which figure");
            }
            return null;
        }
        Measure measure = Measures.find(name);
        if (measure == null) {
            String near = NearestName.of(name, Measures.names());
            section.problem(
                    "beyond-ordinary",
                    name,
                    near == null ? "a figure of docs/reference/rules.md, such as p99" : "did you mean " + near + "?");
        }
        return measure == null ? null : new Beyond(measure, times);
    }

    private Duration window() {
        if (!section.has("window")) {
            section.problem("window", "missing", "the length of the sliding window, such as 30s or 5m");
        }
        Duration window = section.duration("window", MIN_WINDOW, MIN_WINDOW, MAX_WINDOW);
        return wholeSeconds(section, "window", window);
    }

    private @Nullable Condition condition(String key) {
        String text = section.optional(key);
        if (text == null) {
            return null;
        }
        return ConditionCompiler.compile(text.strip(), expected -> section.problem(key, text.strip(), expected));
    }

    private @Nullable Sensor baseline(List<String> view) {
        List<NormKind> of = new ArrayList<>();
        List<String> names = section.oneOrMore("of", List.of());
        if (names.isEmpty()) {
            section.problem(
                    "of",
                    section.has("of") ? "nothing" : "missing",
                    "in which respect, such as failed_ratio or latency");
        }
        String against = against();
        boolean ofVersion = BaselineSensor.VERSION_BEFORE.equals(against);
        if (ofVersion) {
            hasVersion(view);
        }
        for (String name : names) {
            NormKind kind = NormKind.find(name);
            if (kind == null) {
                section.problem(
                        "of",
                        name,
                        oneOf(name, NormKind.all().stream().map(NormKind::name).toList()));
            } else if (!of.isEmpty() && kind.unit() != of.get(0).unit()) {
                section.problem("of", name, "something that is told in the unit of " + names.get(0));
            } else {
                of.add(against == null || ofVersion ? kind : kind.against(against));
            }
        }
        double chance = chance();
        double times = section.number("times", TIMES, 1, 1000);
        boolean lasting = section.bool("lasting", false);
        return of.isEmpty() || of.size() < names.size()
                ? null
                : new BaselineSensor(of, chance, times, lasting, ofVersion);
    }

    private @Nullable String against() {
        String against = section.optional("against");
        if (against != null && !SLUG.matcher(against).matches()) {
            section.problem(
                    "against", against, "the name of a baseline: lower-case words joined by -, such as pre-launch");
        }
        return against;
    }

    private @Nullable Sensor drift() {
        String name = section.required("of", "in which respect, such as latency or failed_ratio");
        DriftKind of = DriftKind.find(name);
        if (of == null && !name.isBlank()) {
            section.problem("of", name, oneOf(name, DriftKind.names()));
        }
        double times = section.number("times", DRIFT_TIMES, 1, 1000);
        String against = against();
        return of == null ? null : new DriftSensor(of, times, against);
    }

    private static String oneOf(String name, List<String> names) {
        String near = NearestName.of(name, names);
        return near == null ? "one of " + String.join(", ", names) : "did you mean " + near + "?";
    }

    private Sensor absence(List<String> view) {
        boolean ownGateway = view.equals(List.of(Telemetry.SOURCE)) || view.equals(List.of(Telemetry.GATEWAY));
        Duration least = seconds(section, "least", Duration.ofHours(1), Duration.ofSeconds(10));
        return new AbsenceSensor(chance(), least, ownGateway);
    }

    private void hasVersion(List<String> view) {
        if (!view.contains(SeriesVersions.LABEL)) {
            section.problem("view", view.toString(), "a view with the label " + SeriesVersions.LABEL);
        }
    }

    private Sensor change(List<String> view) {
        if (!view.contains(SeriesVersions.LABEL) && !view.contains("api")) {
            section.problem(
                    "view",
                    view.toString(),
                    "a view with the label " + SeriesVersions.LABEL + ", or with the label api");
        }
        BeforeAfter.Settings usual = BeforeAfter.Settings.USUAL;
        return new ChangeSensor(new BeforeAfter.Settings(
                section.integer("min-calls", (int) usual.fewestCalls(), 1, 1_000_000_000),
                section.number("least-share", usual.leastShare(), 0, 1),
                section.number("least-ratio", usual.leastRatio(), 1, 1000),
                section.number("chance", CHANGE_CHANCE, 1e-30, 0.1)));
    }

    private double chance() {
        return section.number("chance", CHANCE, 1e-30, 0.1);
    }

    /** A duration of whole seconds. */
    static Duration seconds(Section section, String key, Duration max, Duration absent) {
        return wholeSeconds(section, key, section.duration(key, absent, Duration.ZERO, max));
    }

    private static Duration wholeSeconds(Section section, String key, Duration value) {
        if (value.toMillisPart() != 0) {
            section.problem(key, Durations.show(value), "whole seconds");
        }
        return value;
    }
}
