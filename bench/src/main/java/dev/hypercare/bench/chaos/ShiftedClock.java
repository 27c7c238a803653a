package dev.hypercare.bench.chaos;

import dev.hypercare.bench.child.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes a process see another wall clock by Debian's package {@code libfaketime}. Not every build of that library leaves the waits of
 * Java's threads alone, so it is tried first.
 */
final class ShiftedClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    /** {@code false} leaves the library alone, to find out whether something is its fault. */
    private static final String ALLOWED = "bench.faketime";

    private static final Optional<Path> LIBRARY = LIBRARIES.stream()
            .filter(library -> Boolean.parseBoolean(System.getProperty(ALLOWED, "true")))
            .filter(Files::exists)
            .filter(ShiftedClock::works)
            .findFirst();
    private static final long PROBE_MILLIS = 5000;

    private ShiftedClock() {}

    /** Whether it can be done here. */
    static boolean available() {
        return LIBRARY.isPresent();
    }

    /** Makes a process that is to be started see a clock that is off, milliseconds; nothing where it cannot be done. */
    static void shift(Map<String, String> environment, long millis) {
        if (millis != 0) {
            LIBRARY.ifPresent(library -> environment.putAll(variables(library, millis)));
        }
    }

    private static Map<String, String> variables(Path library, long millis) {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                String.format(Locale.ROOT, "%+.3f", millis / 1000.0),
                // Only the wall clock: threads wait by the monotonic one.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static boolean works(Path library) {
        ProcessBuilder probe = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                ChildJvm.ownClassPath(),
                ClockProbe.class.getName(),
                Long.toString(System.currentTimeMillis()));
        probe.environment().putAll(variables(library, -3_600_000));
        probe.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = probe.start();
            if (!process.waitFor(PROBE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
