package dev.hypercare.bench.child;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Java process of our own. It says on its standard output when it is ready ({@value #READY} with what it wants to tell); the rest
 * of its output goes to a file. When this JVM ends, it is killed; when this JVM is killed itself, by its {@link Lifeline}.
 */
public final class ChildJvm implements AutoCloseable {
    /** What a line of standard output begins with that tells the child is ready. */
    public static final String READY = "READY ";
    /** What a line of standard output begins with that tells a result. */
    public static final String RESULT = "RESULT ";

    private static final Duration END_WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<String> result = new CompletableFuture<>();

    private final Thread orphanage = new Thread(this::kill, "kill-child");

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(orphanage);
    }

    /**
     * Starts one.
     *
     * @param name for messages
     * @param options of the JVM, such as {@code -Xmx1g}
     * @param classPath as of {@code java -cp}
     * @param main class to run
     * @param log file that takes what it prints; made with its folder
     */
    public static ChildJvm start(
            String name, List<String> options, String classPath, String main, List<String> args, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("-Dhypercare.log=" + log + ".events");
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.add("-cp");
        command.add(classPath + File.pathSeparator + Lifeline.home());
        command.add(Lifeline.class.getName());
        command.addAll(Lifeline.arguments(main, args));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Files.deleteIfExists(log);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            ChildJvm child = new ChildJvm(name, process, log);
            Thread reader = new Thread(child::read, name + "-output");
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new IllegalStateException("could not start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The class path of this JVM, for children that run our classes. */
    public static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /** What it told when it was ready. Error: {@link IllegalStateException} where it is not ready in time or ends before. */
    public String awaitReady(Duration patience) {
        return await(ready, "was not ready", patience);
    }

    /** The result that it told. Error: {@link IllegalStateException} where there is none in time or it ends before. */
    public String awaitResult(Duration patience) {
        return await(result, "told no result", patience);
    }

    /** Whether it has told its result. */
    public boolean hasResult() {
        return result.isDone() && !result.isCompletedExceptionally();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** The file that takes what it prints. */
    public Path log() {
        return log;
    }

    /** {@code kill -9}, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end ({@code SIGTERM}); kills it when it does not within a minute. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(orphanage);
        } catch (IllegalStateException e) {
            // This JVM is ending: the hook is what called.
        }
    }

    private String await(CompletableFuture<String> what, String failure, Duration patience) {
        try {
            return what.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    name + " " + failure + " within " + patience.toSeconds() + " s; its log is " + log, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(name + " ended (" + failure + "); its log is " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var to = Files.newBufferedWriter(
                        log, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                to.write(line);
                to.newLine();
                to.flush();
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()));
                } else if (line.startsWith(RESULT)) {
                    result.complete(line.substring(RESULT.length()));
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IllegalStateException("its output ended"));
        result.completeExceptionally(new IllegalStateException("its output ended"));
    }
}
