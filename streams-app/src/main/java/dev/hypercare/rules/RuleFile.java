package dev.hypercare.rules;

import dev.hypercare.contract.config.Section;
import java.util.ArrayList;
import java.util.List;

/** A file of rules: {@code rules:} and a list of them. */
final class RuleFile {
    /** A rule and where it stands, as in {@code launch.yaml:12}. */
    record Placed(Rule rule, String place) {}

    private RuleFile() {}

    /** The rules that can be used; the problems of the others are collected with the section. */
    static List<Placed> read(Section root, List<List<String>> views) {
        List<Placed> rules = new ArrayList<>();
        if (!root.has("rules")) {
            root.problem("rules", "missing", "a list of rules");
        }
        for (Section section : root.sections("rules")) {
            new RuleReader(section, views).read().forEach(rule -> rules.add(new Placed(rule, section.place())));
        }
        root.close();
        return rules;
    }
}
