package dev.hypercare.rules;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.contract.measure.Watched;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules in use, in the order of the files: the shipped ones first. */
public final class RuleBook implements Watched {
    /** The shipped rules, on the class path. */
    static final String BUILTIN = "rules/launch.yaml";

    private final List<Rule> rules;
    private final Map<String, Rule> byId = new HashMap<>();
    private final RuleIndex index;
    private final Map<String, Long> since;
    private final Set<String> views;

    RuleBook(List<Rule> rules) {
        this(rules, Map.of());
    }

    /** @param since for rules that were not always used, by id: from when on somebody looked at their series, milliseconds */
    RuleBook(List<Rule> rules, Map<String, Long> since) {
        this.since = Map.copyOf(since);
        this.rules = List.copyOf(rules);
        Set<String> watched =
                rules.stream().map(rule -> String.join(",", rule.view())).collect(Collectors.toSet());
        if (rules.stream().anyMatch(rule -> rule.sensor().seesSilence() || Telemetry.isViewOf(rule.view()))) {
            watched.add(Telemetry.VIEW);
        }
        views = Set.copyOf(watched);
        this.rules.forEach(rule -> byId.put(rule.id(), rule));
        index = new RuleIndex(this.rules);
    }

    /** Reads and compiles every rule. Error: {@link InvalidInput} that lists every problem of every file. */
    public static RuleBook load(RulesConfig config) {
        Problems problems = new Problems();
        RuleBook book = read(config, problems);
        problems.throwIfAny("the rules cannot be used", "Correct them; docs/reference/rules.md has the rule language.");
        return book;
    }

    /** As {@link #load}, with the problems collected. */
    public static RuleBook read(RulesConfig config, Problems problems) {
        return of(entries(config, problems));
    }

    /** The rules that entries make. */
    static RuleBook of(List<RuleEntry> entries) {
        return new RuleBook(
                entries.stream().flatMap(entry -> entry.rules().stream()).toList());
    }

    /** What {@link #read} reads, entry by entry. */
    static List<RuleEntry> entries(RulesConfig config, Problems problems) {
        List<RuleEntry> all = new ArrayList<>();
        if (config.builtin()) {
            // One on a view that is not kept has nothing to look at.
            RuleFile.read(
                            Section.parse(BUILTIN, builtin(), problems),
                            RulesConfig.defaults().views())
                    .stream()
                    .filter(entry ->
                            config.views().contains(entry.rules().get(0).view())
                                    || Telemetry.isViewOf(entry.rules().get(0).view())
                                    || PatternSensor.isOf(entry.rules().get(0))
                                    || config.disabled().stream().anyMatch(entry::makes))
                    .forEach(all::add);
        }
        for (Path file : config.files()) {
            try {
                all.addAll(RuleFile.read(Section.read(file, problems), config.views()));
            } catch (InvalidInput e) {
                problems.add(e.getMessage() + " (" + e.advice() + ")");
            }
        }
        return chosen(all, config.disabled(), problems);
    }

    private static List<RuleEntry> chosen(List<RuleEntry> all, List<String> disabled, Problems problems) {
        Set<String> unknown = new HashSet<>(disabled);
        Map<String, String> places = new HashMap<>();
        List<RuleEntry> chosen = new ArrayList<>();
        for (RuleEntry entry : all) {
            List<Rule> rules = new ArrayList<>();
            if (!entry.makes(entry.id())) {
                places.putIfAbsent(entry.id(), entry.place()); // an objective has its name to itself as well
            }
            for (Rule rule : entry.rules()) {
                if (disabled.contains(rule.id())) {
                    unknown.remove(rule.id());
                    continue;
                }
                String other = places.putIfAbsent(rule.id(), entry.place());
                if (other == null) {
                    rules.add(rule);
                } else {
                    problems.add(
                            entry.place() + ": id: " + rule.id()
                                    + " (expected: another id, this one is used at " + other
                                    + "; to replace a shipped rule give yours a new id and put the shipped one in rules.disabled)");
                }
            }
            if (!rules.isEmpty()) {
                chosen.add(entry.with(rules));
            }
        }
        disabled.stream()
                .filter(unknown::contains)
                .forEach(id -> problems.add("rules.disabled: " + id + " (expected: the id of a rule)"));
        return chosen;
    }

    private static String builtin() {
        try (InputStream in = RuleBook.class.getClassLoader().getResourceAsStream(BUILTIN)) {
            if (in == null) {
                throw new IllegalStateException(BUILTIN + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Rule> rules() {
        return rules;
    }

    /** The same with some of the rules. */
    RuleBook only(Predicate<Rule> wanted) {
        return new RuleBook(rules.stream().filter(wanted).toList(), since);
    }

    /** Ids of the rules with their versions, in order, for people. */
    public List<String> titles() {
        return rules.stream().map(rule -> rule.id() + "/" + rule.version()).toList();
    }

    /** Whether a rule of this id and version is in use. */
    boolean has(String id, String version) {
        Rule rule = byId.get(id);
        return rule != null && rule.version().equals(version);
    }

    /** The rule of an id; null where there is none. */
    @Nullable
    Rule find(String id) {
        return byId.get(id);
    }

    @Override
    public boolean watches(String view) {
        return views.contains(view);
    }

    @Override
    public boolean watches(Series series) {
        return !rulesFor(series.labels()).isEmpty();
    }

    /** From when on, milliseconds since the epoch, any of some rules has looked at its series without a break; 0 for always. */
    long watchedSince(List<Rule> some) {
        return some.stream()
                .mapToLong(rule -> since.getOrDefault(rule.id(), 0L))
                .min()
                .orElse(0);
    }

    /** The rules of a view that match the labels of a series. */
    List<Rule> rulesFor(Map<String, String> labels) {
        return index.rulesFor(labels);
    }
}
