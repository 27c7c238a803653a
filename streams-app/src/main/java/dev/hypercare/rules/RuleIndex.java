package dev.hypercare.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that look at a series without trying all of them. Each rule is filed once for each of the patterns of one of its labels:
 * an exact value under itself, a pattern with a wildcard under the text before it. Of the labels that it names the one is taken whose
 * patterns the fewest rules share. Not changed once it is made, so that tasks share it.
 */
final class RuleIndex {
    /** The rules that are filed by one label. */
    private static final class ByLabel {
        private final Map<String, List<Integer>> exact = new HashMap<>();
        private final Map<String, List<Integer>> prefixes = new HashMap<>();
        private final TreeSet<Integer> lengths = new TreeSet<>();

        void file(String pattern, int rule) {
            int wildcard = LabelMatch.firstWildcard(pattern);
            if (wildcard < 0) {
                exact.computeIfAbsent(pattern, unseen -> new ArrayList<>()).add(rule);
            } else {
                prefixes.computeIfAbsent(pattern.substring(0, wildcard), unseen -> new ArrayList<>())
                        .add(rule);
                lengths.add(wildcard);
            }
        }

        void find(String value, BitSet found) {
            exact.getOrDefault(value, List.of()).forEach(found::set);
            for (int length : lengths.headSet(value.length(), true)) {
                prefixes.getOrDefault(value.substring(0, length), List.of()).forEach(found::set);
            }
        }
    }

    /** The rules of one view. */
    private static final class ByView {
        private final Map<String, ByLabel> labels = new LinkedHashMap<>();
        private final BitSet unnamed = new BitSet();
    }

    private final List<Rule> rules;
    private final Map<List<String>, ByView> views = new HashMap<>();

    RuleIndex(List<Rule> rules) {
        this.rules = rules;
        Map<String, Integer> shared = new HashMap<>();
        for (Rule rule : rules) {
            rule.match()
                    .patterns()
                    .forEach((label, patterns) ->
                            patterns.forEach(pattern -> shared.merge(place(rule, label, pattern), 1, Integer::sum)));
        }
        for (int i = 0; i < rules.size(); i++) {
            file(i, shared);
        }
    }

    private void file(int number, Map<String, Integer> shared) {
        Rule rule = rules.get(number);
        ByView view = views.computeIfAbsent(rule.view(), unseen -> new ByView());
        String label = rarest(rule, shared);
        if (label == null) {
            view.unnamed.set(number);
            return;
        }
        ByLabel byLabel = view.labels.computeIfAbsent(label, unseen -> new ByLabel());
        rule.match().patterns().getOrDefault(label, List.of()).forEach(pattern -> byLabel.file(pattern, number));
    }

    private static @Nullable String rarest(Rule rule, Map<String, Integer> shared) {
        String found = null;
        int fewest = Integer.MAX_VALUE;
        for (Map.Entry<String, List<String>> named : rule.match().patterns().entrySet()) {
            int most = named.getValue().stream()
                    .mapToInt(pattern -> shared.getOrDefault(place(rule, named.getKey(), pattern), 0))
                    .max()
                    .orElse(0);
            if (most < fewest) {
                found = named.getKey();
                fewest = most;
            }
        }
        return found;
    }

    /** Where a pattern would be filed. */
    private static String place(Rule rule, String label, String pattern) {
        int wildcard = LabelMatch.firstWildcard(pattern);
        String under = wildcard < 0 ? "=" + pattern : "^" + pattern.substring(0, wildcard);
        return String.join(",", rule.view()) + "\n" + label + "\n" + under;
    }

    /** The rules of the view of these labels that match them, in the order of the rules. */
    List<Rule> rulesFor(Map<String, String> labels) {
        ByView view = views.get(List.copyOf(labels.keySet()));
        if (view == null) {
            return List.of();
        }
        BitSet found = (BitSet) view.unnamed.clone();
        view.labels.forEach((label, byLabel) -> byLabel.find(labels.getOrDefault(label, ""), found));
        List<Rule> matching = new ArrayList<>();
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            if (rules.get(i).match().matches(labels)) {
                matching.add(rules.get(i));
            }
        }
        return List.copyOf(matching);
    }
}
