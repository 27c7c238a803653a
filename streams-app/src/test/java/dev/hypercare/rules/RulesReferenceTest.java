package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import java.nio.file.Path;
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
    void theExampleOfThePageIsARule() {
        String page = Sources.text(PAGE);
        int start = page.indexOf("```yaml") + 8;
        assertThat(RuleTexts.book(page.substring(start, page.indexOf("```", start)))
                        .rules())
                .extracting(Rule::id)
                .containsExactly("checkout-errors");
    }
}
