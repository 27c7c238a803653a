package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hypercare.query.FakeKpis;
import dev.hypercare.query.FakeServer;
import dev.hypercare.rules.FakeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rules apply}, {@code list}, {@code show} and {@code disable}. */
class AppliedRulesCommandTest {
    private static final String RULE = """
            rules:
              - id: mine
                summary: "{failed} fail"
                view: [api]
                severity: p2
                window: 5s
                when: failed > 3
            """;

    private final Console console = new Console();
    private final FakeRules rules = new FakeRules(FakeKpis.START);

    @TempDir
    Path folder;

    private Path file;
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("my-rules.yaml"), RULE);
        server = FakeServer.of(rules);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRuleIsAppliedListedShownDisabledAndAppliedAgain() throws IOException {
        assertThat(run("apply", file.toString(), "--dry-run")).isZero();
        assertThat(console.out())
                .containsPattern("mine  [0-9a-f]{12}  would hold from ")
                .contains("nothing was changed");
        assertThat(rules.written()).isEmpty();
        assertThat(run("apply", file.toString(), "--by", "ann", "--note", "a try"))
                .isZero();
        assertThat(console.out()).containsPattern("mine  [0-9a-f]{12}  from \\S+ \\S+ on\n");
        rules.pass(10_000);
        assertThat(run("apply", file.toString())).isZero();
        assertThat(console.out()).containsPattern("mine  [0-9a-f]{12}  as before");

        assertThat(run("list")).isZero();
        assertThat(console.out())
                .containsPattern("(?m)^mine +[0-9a-f]{12} +condition +live +applied +\\S+ \\S+ +ann +a try$")
                .containsPattern("(?m)^api-5xx-rate +[0-9a-f]{12} +condition +live +shipped +- ");
        assertThat(run("list", "--output", "json")).isZero();
        JsonNode listed = new JsonMapper().readTree(console.out()).path("rules");
        assertThat(listed).anyMatch(rule -> rule.path("id").asText().equals("mine"));

        assertThat(run("show", "mine")).isZero();
        assertThat(console.out()).isEqualTo(RULE);
        Path shown = Files.writeString(folder.resolve("shown.yaml"), console.out());
        assertThat(run("show", "mine", "-o", "json")).isZero();
        assertThat(new JsonMapper().readTree(console.out()).path("definition").asText())
                .isEqualTo(RULE);

        assertThat(run("disable", "mine", "--note", "enough")).isZero();
        assertThat(console.out()).containsPattern("mine  off  from \\S+ \\S+ on, instead of [0-9a-f]{12}\n");
        rules.pass(10_000);
        assertThat(run("list")).isZero();
        assertThat(console.out()).containsPattern("(?m)^mine +off +condition +off +applied ");
        assertThat(run("show", "mine")).isZero();
        assertThat(console.out()).isEqualTo(RULE);
        assertThat(run("apply", shown.toString(), "-o", "json")).isZero();
        assertThat(console.out()).contains("\"before\":\"off\"", "\"changes\":true");
    }

    @Test
    void aShippedRuleCanBeDisabledAndChanged() throws IOException {
        assertThat(run("disable", "api-5xx-rate")).isZero();
        rules.pass(10_000);
        assertThat(run("show", "api-5xx-rate")).isZero();
        Files.writeString(file, console.out().replaceFirst("severity: p\\d", "severity: p4"));
        assertThat(run("apply", file.toString())).isZero();
        assertThat(console.out()).containsPattern("api-5xx-rate  [0-9a-f]{12}  from ");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceAndNothingIsChanged() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"), RULE.replace("p2", "p9").replace("when:", "if:"));
        assertThat(run("apply", file.toString(), wrong.toString())).isEqualTo(2);
        assertThat(console.err())
                .contains("wrong.yaml:5: rules[0].severity: p9 (expected: one of p1, p2, p3, p4)")
                .contains("when: missing", "if: unknown key");
        assertThat(rules.written()).isEmpty();
        assertThat(run("apply", "none.yaml")).isEqualTo(2);
        assertThat(console.err()).contains("no such file: none.yaml");
        assertThat(run("disable", "mini")).isEqualTo(2);
        assertThat(console.err()).contains("rule: mini (expected: the id of a rule");
        assertThat(run("show", "mini")).isEqualTo(2);
        assertThat(console.err()).contains("rule: mini");
    }

    private int run(String... args) {
        return console.runAt(server.url(), "rules", args);
    }
}
