package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules are changed from the command line while {@code up} runs in a process of its own, under traffic. */
class RulesWhileItRunsTest {
    private static final String[] FREE_PORTS = {"--broker-port", "0", "--registry-port", "0", "--query-port", "0"};
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RULE = """
            rules:
              - {id: busy, summary: "{api}: {calls} calls", view: [api], severity: p3, window: 5s, when: calls > 20}
            """;

    private final Console console = new Console();

    @TempDir
    Path directory;

    @Test
    void aRuleFiresSecondsAfterItIsAppliedAndItsAlertIsResolvedWhenItIsDisabled() throws Exception {
        Path data = directory.resolve("data");
        Path file = Files.writeString(directory.resolve("busy.yaml"), RULE);
        try (ChildInstance up = ChildInstance.start(data, FREE_PORTS)) {
            Instance instance = up.ready();
            try (SteadyLoad load = SteadyLoad.start(instance.bootstrap(), "hypercare.raw-nginx.v1")) {
                await().atMost(PATIENCE).until(() -> load.acknowledged() > 0);
                assertThat(run(data, "rules", "apply", file.toString()))
                        .as(console.err())
                        .isZero();
                String version = row(data).orElseThrow().path("version").asText();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(alert(data)).hasValueSatisfying(alert -> {
                            assertThat(alert.path("ruleVersion").asText()).isEqualTo(version);
                            assertThat(alert.path("series").asText()).isEqualTo("api=" + SteadyLoad.API);
                        }));
                assertThat(run(data, "rules", "disable", "busy", "--note", "known"))
                        .isZero();
                await().atMost(PATIENCE).until(() -> alert(data).isEmpty());
                load.finish();
            }
            Files.writeString(file, RULE.replace("p3", "p9"));
            assertThat(run(data, "rules", "apply", file.toString())).isEqualTo(2);
            assertThat(console.err()).contains("severity: p9 (expected: one of p1, p2, p3, p4)");
            assertThat(up.terminate()).as(up.output()).isZero();
        }
        try (ChildInstance again = ChildInstance.start(data, FREE_PORTS)) {
            again.ready();
            assertThat(row(data)).hasValueSatisfying(rule -> {
                assertThat(rule.path("mode").asText()).isEqualTo("off");
                assertThat(rule.path("note").asText()).isEqualTo("known");
            });
        }
    }

    private Optional<JsonNode> row(Path data) throws IOException {
        assertThat(run(data, "rules", "list", "-o", "json")).as(console.err()).isZero();
        return last(new JsonMapper().readTree(console.out()).path("rules"), "id");
    }

    private Optional<JsonNode> alert(Path data) throws IOException {
        assertThat(run(data, "query", "alerts", "-o", "json")).as(console.err()).isZero();
        return last(new JsonMapper().readTree(console.out()).path("alerts"), "rule");
    }

    /** The last entry about the rule. */
    private static Optional<JsonNode> last(JsonNode list, String key) {
        JsonNode found = null;
        for (JsonNode one : list) {
            found = one.path(key).asText().equals("busy") ? one : found;
        }
        return Optional.ofNullable(found);
    }

    private int run(Path data, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        return console.run(all.toArray(String[]::new));
    }
}
