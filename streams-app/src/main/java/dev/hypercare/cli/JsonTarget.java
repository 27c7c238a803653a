package dev.hypercare.cli;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an evaluation writes its result for programs. */
final class JsonTarget {
    private static final String ALONE = "-";

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = ALONE,
            description = "Write the result as JSON: to FILE beside the tables, or without FILE instead of them.")
    private @Nullable Path json;

    /** Writes the tables or the JSON, or both. Error: {@link InvalidInput} where the file cannot be written. */
    void write(PrintWriter out, Supplier<String> result, Runnable tables) {
        if (json != null && json.toString().equals(ALONE)) {
            out.println(result.get());
        } else {
            tables.run();
            toFile(result);
        }
        out.flush();
    }

    private void toFile(Supplier<String> result) {
        if (json == null) {
            return;
        }
        try {
            Files.writeString(json, result.get() + "\n");
        } catch (IOException e) {
            throw new InvalidInput(
                    "--json: " + json + ": cannot be written: " + e.getMessage(),
                    "Give a file in a folder that exists.");
        }
    }
}
