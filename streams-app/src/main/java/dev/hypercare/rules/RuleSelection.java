package dev.hypercare.rules;

import dev.hypercare.contract.config.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rules look at what some labels name: at that itself, at a part of it or at what it is part of.
 *
 * @param looking those that do
 * @param others those that do not, and why
 */
public record RuleSelection(RuleBook looking, List<NotLooking> others) {
    /**
     * A rule that does not look.
     *
     * @param rule its id
     * @param version its version
     * @param view the labels of the series that it looks at, comma separated
     * @param byMatch whether it is its {@code match} that leaves them out, and not its view
     * @param why for people
     */
    public record NotLooking(String rule, String version, String view, boolean byMatch, String why) {}

    /**
     * Selects.
     *
     * @param labels by name, with their values
     * @param id only this rule; null for all. Error: {@link InvalidInput} where there is none
     */
    public static RuleSelection of(RuleBook book, Map<String, String> labels, @Nullable String id) {
        List<Rule> looking = new ArrayList<>();
        List<NotLooking> others = new ArrayList<>();
        boolean found = false;
        for (Rule rule : book.rules()) {
            if (id != null && !rule.id().equals(id)) {
                continue;
            }
            found = true;
            if (PatternSensor.isOf(rule)) {
                others.add(new NotLooking(
                        rule.id(),
                        rule.version(),
                        String.join(",", rule.view()),
                        false,
                        "it looks at patterns: hypercare query patterns"));
                continue;
            }
            boolean view = isComparable(rule.view(), labels.keySet());
            if (view && rule.match().mayMatch(labels)) {
                looking.add(rule);
            } else {
                others.add(notLooking(rule, view));
            }
        }
        if (id != null && !found) {
            throw new InvalidInput(
                    "--rule " + id + " (expected: one of "
                            + String.join(
                                    ", ", book.rules().stream().map(Rule::id).toList()) + ")",
                    "Choose one of these, or name the file of the rule in the configuration (--config).");
        }
        return new RuleSelection(new RuleBook(looking), others);
    }

    private static NotLooking notLooking(Rule rule, boolean byMatch) {
        String view = String.join(",", rule.view());
        return new NotLooking(
                rule.id(),
                rule.version(),
                view,
                byMatch,
                byMatch ? "its match leaves this out: " + rule.match() : "it looks at series of " + view);
    }

    private static boolean isComparable(List<String> view, Set<String> labels) {
        return view.containsAll(labels) || labels.containsAll(view);
    }
}
