package dev.hypercare.rules;

import java.util.List;
import java.util.Locale;

/**
 * One entry of a file of rules, with the rules that it makes: one, or two of an objective.
 *
 * @param id as the entry names it
 * @param kind such as {@code condition}
 * @param rules one at least
 * @param place where it stands, as in {@code launch.yaml:12}
 * @param text the entry in YAML
 */
record RuleEntry(String id, String kind, List<Rule> rules, String place, String text) {
    RuleEntry {
        kind = kind.toLowerCase(Locale.ROOT);
        rules = List.copyOf(rules);
    }

    /** That of its first rule: another one for every change that matters. */
    String version() {
        return rules.get(0).version();
    }

    /** Whether it makes a rule of this id. */
    boolean makes(String rule) {
        return rules.stream().anyMatch(made -> made.id().equals(rule));
    }

    /** The same with some of its rules. */
    RuleEntry with(List<Rule> some) {
        return new RuleEntry(id, kind, some, place, text);
    }

    /** A file of rules that holds this entry and no other. */
    String definition() {
        StringBuilder file = new StringBuilder("rules:\n");
        String bullet = "  - ";
        for (String line : text.lines().toList()) {
            file.append(line.isBlank() ? "" : bullet + line).append('\n');
            bullet = "    ";
        }
        return file.toString();
    }
}
