package dev.hypercare.bench.files;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The folder of the benchmarks, which {@code bench/run} tells; {@code bench} below the working directory otherwise. */
public final class BenchHome {
    private BenchHome() {}

    /** The folder itself, as it was told. */
    public static Path path() {
        return Path.of(System.getProperty("bench.home", "bench"));
    }

    /** Where what is built is, and what was measured. */
    public static Path target() {
        return path().resolve("target");
    }

    /** The folder of a run: the one that was asked for, otherwise {@code target/runs/<name>}. Absolute: other processes are told it. */
    public static Path run(@Nullable Path wanted, String name) {
        return (wanted == null ? target().resolve("runs").resolve(name) : wanted).toAbsolutePath();
    }

    /** As {@link #run}, with the time in the name, epoch seconds: each run has a folder of its own. */
    public static Path newRun(@Nullable Path wanted, String name) {
        return run(wanted, name + "-" + Instant.now().getEpochSecond());
    }
}
