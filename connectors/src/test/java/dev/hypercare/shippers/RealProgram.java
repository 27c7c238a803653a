package dev.hypercare.shippers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hypercare.deliver.ShippedConnector;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that is not ours, run as a user runs it; its output goes to a file. */
public final class RealProgram implements AutoCloseable {
    private static final List<String> ALSO = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

    private final List<String> command;
    private final Path log;
    private Process process;

    private RealProgram(Path log, List<String> command) throws IOException {
        this.log = log;
        this.command = command;
        start();
    }

    /** Where the first of these is; skips the test where none is, naming Debian's package. */
    public static String path(String debianPackage, String... names) {
        Optional<Path> found = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)), ALSO.stream())
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "no " + names[0] + " here; on Debian: apt-get install " + debianPackage);
        return found.orElseThrow().toString();
    }

    /** Skips the test where a module of rsyslog is not installed. */
    static void assumeRsyslogModule(String module, String debianPackage) throws IOException {
        for (String library : List.of("/usr/lib", "/usr/lib64", "/lib")) {
            if (Files.isDirectory(Path.of(library))) {
                try (Stream<Path> files = Files.find(
                        Path.of(library), 3, (file, what) -> file.endsWith(Path.of("rsyslog", module + ".so")))) {
                    if (files.findAny().isPresent()) {
                        return;
                    }
                }
            }
        }
        assumeTrue(false, "rsyslog has no " + module + " here; on Debian: apt-get install " + debianPackage);
    }

    /** Starts one. */
    public static RealProgram start(Path log, String... command) throws IOException {
        return new RealProgram(log, List.of(command));
    }

    /** Starts it again after it was stopped. */
    void start() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Asks it to end, as a service manager does, and waits. */
    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ends", command.get(0))
                .isTrue();
    }

    /** Ends it and those that it started at once, without asking. */
    void kill() throws InterruptedException {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly().waitFor();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    /** What it said. */
    public String output() throws IOException {
        return Files.readString(log);
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * A configuration of {@code deploy/} as a file for a test: as it is but for places and addresses.
     *
     * @param replaced what stands for something else here; each has to be in the file
     */
    public static Path configured(Path folder, String name, Map<String, String> replaced) throws IOException {
        String text = Files.readString(ShippedConnector.ROOT.resolve("deploy").resolve(name));
        for (Map.Entry<String, String> one : replaced.entrySet()) {
            assertThat(text).as(name).contains(one.getKey());
            text = text.replace(one.getKey(), one.getValue());
        }
        return Files.writeString(folder.resolve(Path.of(name).getFileName()), text);
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
