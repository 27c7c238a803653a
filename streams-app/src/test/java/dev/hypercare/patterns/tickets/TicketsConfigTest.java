package dev.hypercare.patterns.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsConfigTest {
    private final Problems problems = new Problems();

    @TempDir
    Path folder;

    @Test
    void withoutAnyKeyTheDefaultsHold() {
        assertThat(TicketsConfig.read(Section.empty(problems))).isEqualTo(TicketsConfig.defaults());
    }

    @Test
    void categoriesOfYourOwnStandFirstAndTakeThePlaceOfShippedOnes() throws IOException {
        TicketsConfig config = TicketsConfig.read(section("""
                categories:
                  - {name: mobile, severity: p2, words: [android, '426']}
                  - {name: billing, words: [tariff]}
                """));
        assertThat(problems.messages()).isEmpty();
        assertThat(config.categories()).hasSize(TicketCategory.SHIPPED.size() + 1);
        assertThat(config.categories().get(0).severity()).isEqualTo(Severity.P2);
        assertThat(config.categories().get(1).words()).containsExactly("tariff");
    }

    @Test
    void everyProblemIsSaidWithItsPlace() throws IOException {
        TicketsConfig.read(section("""
                settle: 2h
                links: {likely: 0.3, possible: 0.5}
                subjects: {join: 7}
                categories:
                  - {name: Mobile Apps, words: [android]}
                  - {name: empty}
                  - {name: x, words: [a]}
                  - {name: x, words: [b]}
                """));
        assertThat(problems.messages())
                .hasSize(6)
                .anyMatch(problem -> problem.contains("settle: 2h"))
                .anyMatch(problem -> problem.contains("possible: 0.5 (expected: not above likely, 0.3)"))
                .anyMatch(problem -> problem.contains("subjects.join: 7"))
                .anyMatch(problem -> problem.contains("categories[0].name: Mobile Apps"))
                .anyMatch(problem -> problem.contains("categories[1].words: none"))
                .anyMatch(problem -> problem.contains("categories[3].name: x (expected: a name of its own)"));
    }

    private Section section(String yaml) throws IOException {
        return Section.read(Files.writeString(folder.resolve("tickets.yaml"), yaml), problems);
    }
}
