package dev.hypercare.bench.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file in the directory of a long run that says how far it has come, so that a stopped run goes on. */
public final class RunState {
    private static final String FILE = "state.json";

    private RunState() {}

    /** Error: {@link InvalidInput} where a directory holds a run, which a new one would spoil. */
    public static void refuseSecond(Path directory) {
        if (Files.exists(directory.resolve(FILE))) {
            throw new InvalidInput(
                    "there is a run in " + directory + " already",
                    "Go on with it by --resume, or delete it, or name another --out.");
        }
    }

    /** The state of the run in a directory. Error: {@link InvalidInput} where there is none, or none that can be read. */
    public static <T> T load(Path directory, Class<T> type) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            throw new InvalidInput(
                    "there is no run to resume in " + directory, "Start one without --resume, or name its --out.");
        }
        try {
            return new ObjectMapper().readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new InvalidInput("cannot read " + file + ": " + e.getMessage(), "Start a new run in another --out.");
        }
    }

    /** Keeps a state, whole or not at all. */
    public static void save(Path directory, Object state) {
        ResultFile.write(directory.resolve(FILE), state);
    }
}
