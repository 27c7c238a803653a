package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rules backtest} and {@code explain} say when they are asked what cannot be answered. */
class TrialCommandsTest {
    private final Console console = new Console();

    @TempDir
    Path folder;

    private Path rules;
    private String nowhere;

    @BeforeEach
    void aFileOfRulesAndNoBroker() throws IOException {
        rules = Files.writeString(folder.resolve("my-rules.yaml"), """
                rules:
                  - {id: burst, summary: "{failed} fail", view: [api], severity: p2, window: 10s, when: failed >= 5}
                """);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nowhere = "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsAMistake() {
        assertThat(backtest("--from", "-1h", "--to", "-2h")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --from -1h --to -2h (expected: an instant before that of --to)");
        assertThat(backtest("--from", "yesterday")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --from yesterday (expected: an instant such as 2026-");
        assertThat(backtest()).isEqualTo(2);
        assertThat(console.err()).contains("Missing required option: '--from");
        assertThat(backtest("--from", "-1h", "--output", "csv")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --output csv (expected: table or json)");
    }

    @Test
    void everythingThatIsWrongWithTheRulesIsToldBeforeAnythingIsRead() throws IOException {
        Files.writeString(rules, Files.readString(rules).replace("window: 10s", "windows: 10s"));
        assertThat(backtest("--from", "-1h")).isEqualTo(2);
        assertThat(console.err()).contains("windows: unknown key", "window: missing");
        assertThat(console.run("rules", "backtest", folder.resolve("none.yaml").toString(), "--from", "-1h"))
                .isEqualTo(2);
        assertThat(console.err()).contains("none.yaml");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() {
        assertThat(backtest("--from", "-1h")).isEqualTo(2);
        assertThat(console.err())
                .startsWith("error: no Kafka broker answers at " + nowhere)
                .doesNotContain("\tat ");
        assertThat(console.run(with(new String[] {"rules", "backtest"}, new String[] {"--from", "-1h"})))
                .as("without files the rules in use are tried")
                .isEqualTo(2);
        assertThat(console.err()).startsWith("error: no Kafka broker answers at " + nowhere);
        assertThat(explain("--api", "payments", "--at", "-1m")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: no Kafka broker answers at " + nowhere);
    }

    @Test
    void whatNobodyCountsByCannotBeExplained() {
        assertThat(explain("--at", "-1m")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: nothing to explain (expected: labels out of api, route");
        assertThat(explain("--label", "tenant=a", "--at", "-1m")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --label tenant (expected: one of api, route");
        assertThat(explain("--api", "payments", "--at", "noon")).isEqualTo(2);
        assertThat(console.err()).startsWith("error: --at noon (expected: an instant");
    }

    private int backtest(String... args) {
        return console.run(with(new String[] {"rules", "backtest", rules.toString()}, args));
    }

    private int explain(String... args) {
        return console.run(with(new String[] {"explain"}, args));
    }

    private String[] with(String[] command, String[] args) {
        String[] cluster = {"--bootstrap", nowhere, "--data", folder.toString()};
        return Stream.of(command, args, cluster).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
