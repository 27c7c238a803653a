package dev.hypercare.rules;

import dev.hypercare.contract.config.Section;
import java.util.ArrayList;
import java.util.List;

/** A file of rules: {@code rules:} and a list of them. */
final class RuleFile {
    private RuleFile() {}

    /** The entries that can be used; the problems of the others are collected with the section. */
    static List<RuleEntry> read(Section root, List<List<String>> views) {
        List<RuleEntry> entries = new ArrayList<>();
        if (!root.has("rules")) {
            root.problem("rules", "missing", "a list of rules");
        }
        for (Section section : root.sections("rules")) {
            List<Rule> rules = new RuleReader(section, views).read();
            if (!rules.isEmpty()) {
                entries.add(new RuleEntry(
                        section.string("id", ""),
                        section.string("kind", RuleReader.Kind.CONDITION.name()),
                        rules,
                        section.place(),
                        section.text()));
            }
        }
        root.close();
        return entries;
    }
}
