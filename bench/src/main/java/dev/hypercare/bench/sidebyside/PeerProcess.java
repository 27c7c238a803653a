package dev.hypercare.bench.sidebyside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of others that runs beside us, on loopback; when this JVM ends it is killed, unless this JVM is killed itself. */
final class PeerProcess implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final long ENDS_WITHIN_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread atTheEnd;

    /**
     * Starts it.
     *
     * @param name for messages
     * @param log takes what it prints
     */
    PeerProcess(String name, List<String> command, Path log) {
        this.name = name;
        this.log = log;
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + name, e);
        }
        atTheEnd = new Thread(process::destroyForcibly, "kill-" + name);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /** Waits until it says at a URL that it is ready. Error: {@link IllegalStateException} where it does not, or ends. */
    void awaitReady(URI ready) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
        long end = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException(
                name + (process.isAlive() ? " is not ready after " + STARTS_WITHIN.toSeconds() + " s" : " ended")
                        + "; its log is " + log);
    }

    /** Error: {@link IllegalStateException} where it has ended. */
    void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended; its log is " + log);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
}
