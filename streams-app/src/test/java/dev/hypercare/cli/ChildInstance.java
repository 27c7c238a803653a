package dev.hypercare.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code up} in a JVM of its own, so that a test can kill it. Its output goes to a file beside the data. */
final class ChildInstance implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Path dataDir;
    private final Path output;
    private final Process process;

    private ChildInstance(Path dataDir, Path output, Process process) {
        this.dataDir = dataDir;
        this.output = output;
        this.process = process;
    }

    /** Starts one on a data directory; {@code options} are more of {@code up}. It is not ready yet. */
    static ChildInstance start(Path dataDir, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As the launcher does: Kafka, RocksDB and CEL use native code and Unsafe, of which newer JDKs warn.
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-Dlogback.configurationFile="
                        + Path.of("src/main/resources/logback.xml").toUri(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.hypercare.Main",
                "up",
                "--data",
                dataDir.toString()));
        command.addAll(List.of(options));
        Path output = Files.createTempFile(dataDir.toAbsolutePath().getParent(), "up-", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ChildInstance(dataDir, output, process);
    }

    /** Waits until it is ready and returns where it is. */
    Instance ready() {
        await("the start of `up`")
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(process.isAlive()).as(output()).isTrue();
                    return output().contains("\nready ");
                });
        return Instance.find(dataDir).orElseThrow();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    /** As {@code kill} or a Ctrl-C does; returns the exit code. */
    int terminate() throws InterruptedException, IOException {
        process.destroy();
        return exitCode();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException, IOException {
        assertThat(process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    /** What it has said so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
