package dev.hypercare.bench.files;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a benchmark that starts processes of its own: where they live, and where its result goes. */
public final class RunOutput {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the run lives, with all logs (target/runs/${COMMAND-NAME}-<time>).")
    private @Nullable Path directory;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
    private @Nullable Path json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** The folder of this run, absolute; a new one where none was asked for. */
    public Path folder() {
        return BenchHome.newRun(directory, command.name());
    }

    /** Writes the result where it was asked for; it is made only then. */
    public void write(Supplier<?> result) {
        if (json != null) {
            ResultFile.write(json, result.get());
        }
    }
}
