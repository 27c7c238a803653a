package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a person sees when something cannot be used: one message, what to do, no stack trace, exit code 2. */
class FailuresTest {
    @TempDir
    Path directory;

    @Test
    void aBadConfigurationListsEveryProblem() throws IOException {
        Path config = config("threads: none\ntopics:\n  partition: 3\n");
        assertThat(refused("run", "--config", config.toString()))
                .contains(config + ":1: threads: none", config + ":3: topics.partition: unknown key", "partitions?");
        assertThat(refused("up", "--data", directory.resolve("data").toString(), "--config", config.toString()))
                .contains(":1: threads: none");
        assertThat(directory.resolve("data/broker")).doesNotExist();
    }

    @Test
    void badRulesAreNamedBeforeAnythingIsContacted() throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yaml"), """
                rules:
                  - id: broken
                    view: [api]
                    window: 1m
                    when: failed >
                """);
        Path config = config("kafka:\n  bootstrap: 127.0.0.1:1\nrules:\n  files: [" + rules + "]\n");
        assertThat(refused("run", "--config", config.toString())).contains(rules + ":", "when", "->");
    }

    @Test
    void aMissingConfigurationIsNamed() {
        assertThat(refused("run", "--config", "no-such.yaml")).contains("no such file: no-such.yaml");
    }

    @Test
    void anUnreachableBrokerIsNamed() throws IOException {
        Path config = config("kafka:\n  bootstrap: 127.0.0.1:1\n");
        assertThat(refused("run", "--config", config.toString()))
                .contains("no Kafka broker answers at 127.0.0.1:1", "kafka.bootstrap");
    }

    @Test
    void aMissingRegistryIsNamed() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"), "127.0.0.1", 0)) {
            Path config = config(cluster(broker) + "  create: true\nregistry:\n  url: http://127.0.0.1:1\n"
                    + "  properties: {max.retries: \"0\"}\n");
            assertThat(refused("run", "--config", config.toString()))
                    .contains("the schema registry at http://127.0.0.1:1", "registry.url");
        }
    }

    @Test
    void topicsThatDoNotFitAreNamed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"), "127.0.0.1", 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Path config = config(cluster(broker));
            assertThat(refused("run", "--config", config.toString()))
                    .contains("topics are missing", Topics.CALLS.fullName("hypercare."), "topics.create: true");

            admin.createTopics(List.of(new NewTopic(Topics.CALLS.fullName("hypercare."), 5, (short) 1)))
                    .all()
                    .get(1, TimeUnit.MINUTES);
            assertThat(refused("run", "--config", config.toString()))
                    .contains("hypercare.calls.v1: 5 partitions (expected: 2)", "topics.partitions: 5");
        }
    }

    @Test
    void aPortInUseIsNamedWithTheOptionThatChangesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            String data = directory.resolve("data").toString();
            assertThat(refused("up", "--data", data, "--broker-port", port)).contains(port, "--broker-port");
            assertThat(refused("up", "--data", data, "--broker-port", "0", "--registry-port", port))
                    .contains(port, "--registry-port");
            assertThat(refused(
                            "up", "--data", data, "--broker-port", "0", "--registry-port", "0", "--query-port", port))
                    .contains(port, "--query-port");
        }
    }

    @Test
    void unknownApplicationsOptionsAndCommandsAreNamed() throws IOException {
        assertThat(refused("run", "--config", config("").toString(), "--apps", "kpis"))
                .contains("--apps kpis", "ingest, kpi, watch");
        assertThat(refused("up", "--dato", "x")).contains("--dato").contains("--data");
        assertThat(refused("rum")).contains("hypercare run");
        assertThat(refused()).contains("--help");
    }

    @Test
    void debugShowsTheStackTrace() {
        Ended ended = run("--debug", "run", "--config", "no-such.yaml");
        assertThat(ended.code).isEqualTo(2);
        assertThat(ended.err).contains("no such file: no-such.yaml", "\tat dev.hypercare");
    }

    @Test
    void everyCommandHasAnExample() {
        CommandLine root = HypercareCommand.commandLine();
        assertThat(root.getSubcommands().values()).allSatisfy(command -> {
            if (command.getSubcommands().isEmpty()) {
                assertThat(command.getUsageMessage()).contains("Example", "  hypercare " + command.getCommandName());
            }
        });
    }

    private static String cluster(EmbeddedBroker broker) {
        return "kafka:\n  bootstrap: " + broker.bootstrapServers() + "\ntopics:\n  partitions: 2\n";
    }

    private Path config(String yaml) throws IOException {
        String all = yaml.contains("state-dir") ? yaml : yaml + "state-dir: " + directory.resolve("state") + "\n";
        return Files.writeString(directory.resolve("test.yaml"), all);
    }

    private static String refused(String... args) {
        Ended ended = run(args);
        assertThat(ended.code).as(ended.err).isEqualTo(2);
        assertThat(ended.err).startsWith("error: ").doesNotContain("\tat ", "Exception");
        return ended.err;
    }

    private static Ended run(String... args) {
        StringWriter err = new StringWriter();
        CommandLine line = HypercareCommand.commandLine();
        line.setErr(new PrintWriter(err, true));
        line.setOut(new PrintWriter(new StringWriter(), true));
        int code = line.execute(args);
        return new Ended(code, err.toString());
    }

    private record Ended(int code, String err) {}
}
