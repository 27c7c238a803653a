package dev.hypercare.embedded.connect;

import dev.hypercare.contract.config.InvalidInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A worker of Kafka Connect in a JVM of its own, with a class path of its own. It lives as long as its standard input is open: this process
 * closes that, or the system does when this process is gone.
 */
public final class EmbeddedConnect implements AutoCloseable {
    private static final String MAIN = "dev.hypercare.worker.WorkerMain";
    private static final String HEAP_VARIABLE = "HYPERCARE_CONNECT_HEAP";
    private static final String HEAP = "384m";
    private static final long LONGEST_STOP_SECONDS = 25;

    private final Process process;
    private final Path log;
    private final CompletableFuture<@Nullable String> url = new CompletableFuture<>();
    private final CompletableFuture<String> fault = new CompletableFuture<>();

    private EmbeddedConnect(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread reader = new Thread(this::readUrl, "connect-output");
        reader.setDaemon(true);
        reader.start();
        var unused = process.onExit()
                .thenAccept(ended -> fault.complete("the Connect worker ended (exit code " + ended.exitValue()
                        + "); its log is " + log + ", and what the JVM said is in " + errors(log)));
    }

    /**
     * Starts one and returns at once.
     *
     * @param dataDir its settings are kept in {@code connect}, its log in {@code logs}
     * @param bootstrap of the broker
     */
    public static EmbeddedConnect start(WorkerParts parts, ConnectSettings settings, Path dataDir, String bootstrap) {
        checkPort(settings.port());
        Path log = dataDir.resolve("logs/connect.log").toAbsolutePath().normalize();
        Path file =
                dataDir.resolve("connect/worker.properties").toAbsolutePath().normalize();
        String heap = System.getenv().getOrDefault(HEAP_VARIABLE, HEAP);
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(file.getParent());
            Properties properties = new Properties();
            properties.putAll(settings.of(bootstrap));
            try (var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                properties.store(writer, "Written by hypercare up --connect at each start.");
            }
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true"));
            if (Runtime.version().feature() >= 24) {
                command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
            }
            command.addAll(List.of("-Dhypercare.connect.log=" + log, "-cp", parts.classPath(), MAIN, file.toString()));
            return new EmbeddedConnect(
                    new ProcessBuilder(command)
                            .redirectError(errors(log).toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new InvalidInput(
                    "cannot start the Connect worker: " + e.getMessage(),
                    "Check that you may write to " + dataDir.toAbsolutePath().normalize() + ".");
        }
    }

    /** The address of its REST API, once it listens; null before. */
    public @Nullable String url() {
        return url.getNow(null);
    }

    /** Where it writes what happens. */
    public Path log() {
        return log;
    }

    /** Completes, with the reason, when the process has ended. */
    public CompletableFuture<String> fault() {
        return fault.copy();
    }

    /** Stops it in order; kills it when that takes too long. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void readUrl() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String first = lines.readLine();
            if (first != null) {
                url.complete(first.endsWith("/") ? first.substring(0, first.length() - 1) : first);
            }
            // Open until the process ends: it must never write to a pipe that nobody reads.
            while (lines.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output of the Connect worker cannot be read", e);
        }
    }

    private static Path errors(Path log) {
        return log.resolveSibling("connect.err");
    }

    private static void checkPort(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new InvalidInput(
                    "Connect cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(),
                    "Stop what uses port " + port + " (ss -ltnp | grep " + port
                            + "), or choose another port with --connect-port.");
        }
    }
}
