package dev.hypercare.rules;

import dev.hypercare.contract.RuleRegister.RuleText;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads rules that are to be applied, with the same reader as files of the configuration. */
final class RuleTextReader {
    private RuleTextReader() {}

    /**
     * The entries of some files. Error: {@link InvalidInput} with every problem of every file.
     *
     * @param views the views that KPIs are kept for
     * @param used the rules that are used when they begin
     */
    static List<RuleEntry> read(List<RuleText> files, List<List<String>> views, RuleSet used) {
        Problems problems = new Problems();
        List<RuleEntry> entries = new ArrayList<>();
        for (RuleText file : files) {
            try {
                entries.addAll(RuleFile.read(Section.parse(file.name(), file.yaml(), problems), views));
            } catch (InvalidInput e) {
                problems.add(e.getMessage() + " (" + e.advice() + ")");
            }
        }
        Map<String, String> places = new HashMap<>();
        for (RuleEntry entry : entries) {
            String other = places.putIfAbsent(entry.id(), entry.place());
            if (other != null) {
                problems.add(
                        entry.place() + ": id: " + entry.id() + " (expected: once, it is given at " + other + ", too)");
            }
        }
        for (RuleEntry entry : entries) {
            if (PatternSensor.isOf(entry.rules().get(0))) {
                problems.add(entry.place() + ": pattern: " + entry.id() + " (expected: " + PatternRules.AT_START + ")");
            }
        }
        for (RuleEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                String maker = places.containsKey(rule.id()) && !rule.id().equals(entry.id()) ? rule.id() : null;
                maker = maker == null ? used.makerOf(rule.id()) : maker;
                if (maker != null && !maker.equals(entry.id())) {
                    problems.add(entry.place() + ": id: " + entry.id() + " (expected: an id with which the rule "
                            + rule.id() + " is not that of " + maker + " as well)");
                }
            }
        }
        problems.throwIfAny(
                "the rules cannot be applied",
                "Correct them; docs/reference/rules.md has the rule language. A view of yours has to be in kpi.views of the running instances.");
        return entries;
    }
}
