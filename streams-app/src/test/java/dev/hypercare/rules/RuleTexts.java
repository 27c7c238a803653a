package dev.hypercare.rules;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.util.List;

/** Rules for tests, from their YAML. */
final class RuleTexts {
    static final List<List<String>> VIEWS = RulesConfig.defaults().views();

    private RuleTexts() {}

    /** A file of rules; it has to be right. */
    static RuleBook book(String yaml) {
        return book(yaml, VIEWS);
    }

    /** The same, on other views. */
    static RuleBook book(String yaml, List<List<String>> views) {
        return RuleBook.of(entries(yaml, views));
    }

    /** The same, entry by entry, on the default views. */
    static List<RuleEntry> entries(String yaml) {
        return entries(yaml, VIEWS);
    }

    static List<RuleEntry> entries(String yaml, List<List<String>> views) {
        Problems problems = new Problems();
        List<RuleEntry> entries = RuleFile.read(Section.parse("test.yaml", yaml, problems), views);
        problems.throwIfAny("the rules of the test are wrong", "Correct them.");
        return entries;
    }

    /** One rule on the view [api], from the lines that matter, each ended by a line feed. */
    static Rule rule(String lines) {
        return book("rules:\n  - id: it\n    summary: s\n    view: [api]\n    severity: p2\n" + lines.indent(4))
                .rules()
                .get(0);
    }
}
