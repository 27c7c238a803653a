package dev.hypercare.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.cli.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** {@code up} in a JVM of its own, told where the worker and its plugins are as the launcher tells it. */
final class RunningUp implements AutoCloseable {
    /** The folder of the repository. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    /** What a build of the connectors leaves for {@code plugin.path}. */
    static final Path PLUGINS = ROOT.resolve("connectors/target/plugin");

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final int LAST_LINES = 60;

    private final Path data;
    private final Path output;
    private final Process process;

    private RunningUp(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    static RunningUp start(Path data, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true",
                "-Dlogback.configurationFile="
                        + ROOT.resolve("streams-app/src/main/resources/logback.xml")
                                .toUri(),
                "-Dhypercare.connect.classpath=" + Path.of("target/classes").toAbsolutePath() + ":"
                        + Path.of("target/lib").toAbsolutePath() + "/*",
                "-Dhypercare.connect.plugins=" + PLUGINS,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.hypercare.Main",
                "up",
                "--data",
                data.toString(),
                "--broker-port",
                "0",
                "--registry-port",
                "0",
                "--query-port",
                "0",
                "--connect",
                "--connect-port",
                "0"));
        command.addAll(options);
        Path output = Files.createTempFile(data.toAbsolutePath().getParent(), "up-", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RunningUp(data, output, process);
    }

    Instance ready() {
        try {
            await("the start of `up --connect`")
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        assertThat(process.isAlive()).as(output()).isTrue();
                        return output().contains("\nready ");
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + said(), e);
        }
        return Instance.find(data).orElseThrow();
    }

    /** The address of Connect's REST API, as it was printed. */
    String connect() throws IOException {
        return output().lines()
                .filter(line -> line.startsWith("connect  "))
                .map(line -> line.substring("connect".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    /** The processes that it has started. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    int terminate() throws InterruptedException, IOException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException, IOException {
        assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    /** All that was printed and logged so far, by {@code up} and by the worker, each to its last lines. */
    private String said() {
        StringBuilder said = new StringBuilder();
        for (Path file : List.of(
                output,
                data.resolve("logs/hypercare.log"),
                data.resolve("logs/connect.log"),
                data.resolve("logs/connect.err"))) {
            said.append("--- ").append(file).append('\n');
            try {
                List<String> lines = Files.readAllLines(file);
                lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
                        .forEach(line -> said.append(line).append('\n'));
            } catch (IOException e) {
                said.append(e).append('\n');
            }
        }
        return said.toString();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
