package dev.hypercare.rules;

import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of cases that rules are tested with. {@code given} names the rules: {@code shipped} ones by id, or {@code all}; {@code files},
 * relative to the file; or {@code rules} written out; {@code baselines} that they name, and {@code changes}. Then either one case, or a list of {@code cases}.
 */
public final class RuleCases {
    /**
     * How a case came out.
     *
     * @param name of the case
     * @param expected changes of verdicts, in order
     * @param found those that there were
     */
    public record Result(String name, List<String> expected, List<String> found) {
        public boolean passed() {
            return expected.equals(found);
        }
    }

    private RuleCases() {}

    /** Runs every case of a file. Error: {@link InvalidInput} that lists everything that is wrong with it. */
    public static List<Result> run(Path file, List<List<String>> views) {
        return read(file, views).stream()
                .map(one -> new Result(one.name(), one.expected(), one.run()))
                .toList();
    }

    /** Reads a file. Error as of {@link #run}. */
    static List<RuleCase> read(Path file, List<List<String>> views) {
        Problems problems = new Problems();
        Section root = Section.read(file, problems);
        String about = root.string("about", String.valueOf(file.getFileName()));
        Section given = root.section("given");
        RuleBook rules = given(given, file, views, problems);
        ReferenceBook reference = CaseBaselines.read(given, views);
        CaseChanges.read(given, reference);
        List<RuleCase> cases = new ArrayList<>();
        if (root.has("cases")) {
            for (Section one : root.sections("cases")) {
                String name = one.required("name", "what the case shows");
                cases.add(RuleCase.read(one, name, rules, reference, views));
            }
        } else {
            cases.add(RuleCase.read(root, about, rules, reference, views));
        }
        root.close();
        if (rules.rules().isEmpty()) {
            root.problem("given", "no rules", "shipped: [ids], files: [paths] or rules: [...]");
        }
        problems.throwIfAny(file + " cannot be used", "Correct it; docs/reference/rules.md has an example.");
        return cases;
    }

    private static RuleBook given(Section given, Path file, List<List<String>> views, Problems problems) {
        List<String> shipped = given.strings("shipped", List.of());
        List<Rule> rules = new ArrayList<>();
        if (!shipped.isEmpty()) {
            List<Rule> all =
                    RuleBook.load(RulesConfig.defaults().withViews(views)).rules();
            all.stream()
                    .filter(rule -> shipped.contains(rule.id()) || shipped.contains("all") && !PatternSensor.isOf(rule))
                    .forEach(rules::add);
            shipped.stream()
                    .filter(id -> !id.equals("all")
                            && all.stream().noneMatch(rule -> rule.id().equals(id)))
                    .forEach(id ->
                            given.problem("shipped", id, "the id of a shipped rule on a view that is kept, or all"));
        }
        List<Path> files = given.strings("files", List.of()).stream()
                .map(name -> file.resolveSibling(name))
                .toList();
        rules.addAll(RuleBook.read(new RulesConfig(false, files, List.of(), views), problems)
                .rules());
        for (Section section : given.sections("rules")) {
            rules.addAll(new RuleReader(section, views).read());
        }
        rules.stream()
                .filter(PatternSensor::isOf)
                .forEach(rule -> given.problem(
                        "rules",
                        rule.id(),
                        "rules on series of KPIs: one on patterns is tried by no case, since cases have no messages"));
        return new RuleBook(rules);
    }
}
