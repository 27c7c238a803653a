package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class RuleIndexTest {
    private static final List<List<String>> SERIES_VIEWS = List.of(List.of("api"), List.of("api", "route", "method"));

    /** Not shrunk: jqwik cannot shrink these maps, and would tell that in place of what was found. */
    @Property(shrinking = ShrinkingMode.OFF)
    void findsTheRulesThatTryingAllOfThemFindsInTheirOrder(
            @ForAll("matches") List<Map<String, List<String>>> matches,
            @ForAll("values") String api,
            @ForAll("values") String route,
            @ForAll("values") String method) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            rules.add(rule("rule-" + i, matches.get(i)));
        }
        RuleIndex index = new RuleIndex(rules);
        Map<String, String> labels = new LinkedHashMap<>();
        for (String[] label : new String[][] {{"api", api}, {"route", route}, {"method", method}}) {
            labels.put(label[0], label[1]);
            if (SERIES_VIEWS.contains(List.copyOf(labels.keySet()))) {
                List<String> view = List.copyOf(labels.keySet());
                assertThat(index.rulesFor(labels))
                        .isEqualTo(rules.stream()
                                .filter(rule ->
                                        rule.view().equals(view) && rule.match().matches(labels))
                                .toList());
            }
        }
        assertThat(index.rulesFor(Map.of("gateway", api))).isEmpty();
    }

    @Provide
    Arbitrary<List<Map<String, List<String>>>> matches() {
        Arbitrary<List<String>> globs = Arbitraries.strings()
                .withChars("ab*?")
                .ofMinLength(1)
                .ofMaxLength(3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        return Arbitraries.maps(Arbitraries.of("api", "route", "method"), globs)
                .ofMaxSize(3)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(4);
    }

    private static Rule rule(String id, Map<String, List<String>> match) {
        Rule rule = RuleTexts.rule("window: 10s\nwhen: failed > 1\n");
        boolean ofApi = match.keySet().stream().allMatch("api"::equals);
        return new Rule(
                id,
                rule.summary(),
                SERIES_VIEWS.get(ofApi ? 0 : 1),
                new LabelMatch(match),
                rule.severity(),
                false,
                rule.sensor(),
                rule.hold(),
                rule.keep(),
                "");
    }
}
