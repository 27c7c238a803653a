package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesReferenceTest {
    private static final Path PAGE = Sources.ROOT.resolve("docs/reference/rules.md");

    @Test
    void thePageListsEveryFigureWithUnitAndMeaning() {
        StringBuilder table = new StringBuilder();
        Measures.all()
                .forEach(measure -> table.append("| `")
                        .append(measure.name())
                        .append("` | ")
                        .append(measure.unit().label())
                        .append(" | ")
                        .append(measure.meaning())
                        .append(" |\n"));
        assertThat(Sources.text(PAGE)).contains(table);
    }

    @Test
    void thePageListsEverythingThatABaselineCanBeOf() {
        StringBuilder table = new StringBuilder();
        NormKind.all()
                .forEach(kind -> table.append("| `")
                        .append(kind.name())
                        .append("` | ")
                        .append(kind.meaning())
                        .append(" |\n"));
        assertThat(Sources.text(PAGE)).contains(table);
    }

    @Test
    void theExamplesOfThePageAreRules() {
        List<List<String>> views = new ArrayList<>(RuleTexts.VIEWS);
        views.add(List.of("gateway"));
        views.add(List.of("api", "version"));
        List<String> ids = new ArrayList<>();
        String page = Sources.text(PAGE);
        for (int start = page.indexOf("```yaml\nrules:");
                start >= 0;
                start = page.indexOf("```yaml\nrules:", start + 1)) {
            String yaml = page.substring(start + 8, page.indexOf("```", start + 8));
            RuleTexts.book(yaml, views).rules().forEach(rule -> ids.add(rule.id()));
        }
        assertThat(ids)
                .containsExactly(
                        "checkout-errors",
                        "checkout-availability-fast",
                        "checkout-availability-slow",
                        "checkout-unusual-failures",
                        "checkout-new-version-errors",
                        "checkout-slower-and-slower",
                        "checkout-new-version",
                        "gateway-silent",
                        "consumer-spend-50",
                        "consumer-spend-80",
                        "consumer-spend-100",
                        "consumer-spend-burn",
                        "new-error-on-critical-api");
    }
}
