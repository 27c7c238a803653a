package dev.hypercare.bench.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A Java process beside this one that is told things on its standard input and ends with it; what it says goes to a file too. */
final class ChaosProcess {
    private final Process process;
    private final PrintWriter input;
    private final Thread reader;

    private ChaosProcess(Process process, Thread reader) {
        this.process = process;
        this.reader = reader;
        input = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    }

    /**
     * How to start one.
     *
     * @param name for messages and its log files
     * @param mainClass what it runs
     * @param arguments of it
     * @param classPath of it
     * @param heapMegabytes of it
     * @param directory where its log files are
     * @param shiftMillis how far its wall clock is off, where {@link ShiftedClock} can do that
     * @param warm whether it is worth compiling well
     */
    record Spec(
            String name,
            String mainClass,
            List<String> arguments,
            String classPath,
            int heapMegabytes,
            Path directory,
            long shiftMillis,
            boolean warm) {
        Spec {
            arguments = List.copyOf(arguments);
        }
    }

    /** Starts one. {@code lines} is given each line that it says, by a thread of its own. */
    static ChaosProcess start(Spec spec, Consumer<String> lines) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + spec.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-Djava.net.preferIPv4Stack=true",
                "-Dhypercare.log=" + spec.directory().resolve(spec.name() + ".log")));
        if (!spec.warm()) {
            // Half of what a short run costs is the second compiler.
            command.add("-XX:TieredStopAtLevel=1");
        }
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", spec.classPath(), spec.mainClass()));
        command.addAll(spec.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        ShiftedClock.shift(builder.environment(), spec.shiftMillis());
        try {
            Files.createDirectories(spec.directory());
            Process process = builder.start();
            Path output = spec.directory().resolve(spec.name() + ".out");
            Thread reader = new Thread(() -> read(process, output, lines), spec.name() + "-output");
            reader.setDaemon(true);
            reader.start();
            return new ChaosProcess(process, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + spec.name(), e);
        }
    }

    private static void read(Process process, Path file, Consumer<String> lines) {
        try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
                Writer to = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                to.write(java.time.Instant.now() + " " + line + "\n");
                to.flush();
                lines.accept(line);
            }
        } catch (IOException e) {
            lines.accept("the output ended: " + e);
        }
    }

    /** Says a line to it. */
    void say(String line) {
        input.println(line);
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does; returns when it is gone and all it said was read. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(30_000);
    }

    /** Waits for its end, and says whether it came. */
    boolean awaitEnd(long millis) {
        try {
            boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
            if (ended) {
                reader.join(2000);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return false;
        }
    }
}
