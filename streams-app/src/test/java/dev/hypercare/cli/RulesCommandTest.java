package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.architecture.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules check} and {@code rules test}, on the rule and the cases of docs/reference/rules.md. */
class RulesCommandTest {
    private static final Path PAGE = Sources.ROOT.resolve("docs/reference/rules.md");

    private final Console console = new Console();

    @TempDir
    Path folder;

    private Path rules;
    private Path cases;

    @BeforeEach
    void writeTheExamplesOfThePage() throws IOException {
        rules = Files.writeString(folder.resolve("my-rules.yaml"), example("rules:"));
        cases = Files.writeString(folder.resolve("my-cases.yaml"), example("given:"));
    }

    private static String example(String firstLine) {
        String page = Sources.text(PAGE);
        int start = page.indexOf("```yaml\n" + firstLine) + "```yaml\n".length();
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    void rulesThatCanBeUsedAreListedWithTheirVersions() {
        assertThat(console.run("rules", "check", rules.toString())).isZero();
        assertThat(console.out())
                .containsPattern("checkout-errors/[0-9a-f]{12}\n")
                .contains("all of them can be used");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws IOException {
        Files.writeString(
                rules, Files.readString(rules).replace("hold:", "holds:").replace("severity: p2", "severity: p9"));
        assertThat(console.run("rules", "check", rules.toString())).isEqualTo(2);
        assertThat(console.err()).contains("holds: unknown key", "severity: p9 (expected: one of p1, p2, p3, p4)");
        assertThat(console.run("rules", "check", rules.toString(), "--output", "json"))
                .isEqualTo(2);
        assertThat(console.out()).contains("\"usable\":false", "my-rules.yaml:");
    }

    @Test
    void theCasesOfThePageComeOutAsThePageSays() throws IOException {
        assertThat(console.run("rules", "test", cases.toString()))
                .as(console.out() + console.err())
                .isZero();
        assertThat(console.out()).contains("ok ", "1 case, all as expected");
        assertThat(console.run("rules", "test", cases.toString(), "-o", "json")).isZero();
        JsonNode result = new JsonMapper().readTree(console.out());
        assertThat(result.get(0).path("passed").asBoolean()).isTrue();
        assertThat(result.get(0).path("found")).hasSize(3);
    }

    @Test
    void whatIsMissingAndWhatWasNotExpectedIsShown() throws IOException {
        Files.writeString(cases, Files.readString(cases).replace("1m14s", "1m15s"));
        assertThat(console.run("rules", "test", cases.toString())).isEqualTo(1);
        assertThat(console.out())
                .containsPattern("missing +1m15s checkout-errors BREACHED ")
                .containsPattern("unexpected +1m14s checkout-errors BREACHED ")
                .contains("1 case, 1 not as expected");
    }

    @Test
    void aRuleThatIsNotShippedAndAFileThatIsNotThereAreMistakes() throws IOException {
        Files.writeString(
                cases,
                Files.readString(cases).replace("files: [my-rules.yaml]", "shipped: [api-5xx]\n  files: [other.yaml]"));
        assertThat(console.run("rules", "test", cases.toString())).isEqualTo(2);
        assertThat(console.err()).contains("shipped: api-5xx (expected: the id of a shipped rule", "other.yaml");
    }
}
