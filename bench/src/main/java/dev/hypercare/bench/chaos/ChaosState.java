package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * How far a run has come, kept in its directory after each fault.
 *
 * @param seed of the run
 * @param kills of the run
 * @param standbys of the run
 * @param clusterId of its brokers
 * @param ports of its processes
 * @param results of the faults that are done
 * @param resumed how often the harness was stopped and went on
 */
record ChaosState(
        long seed,
        int kills,
        int standbys,
        String clusterId,
        List<Integer> ports,
        List<FaultResult> results,
        int resumed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "state.json";

    ChaosState {
        ports = List.copyOf(ports);
        results = List.copyOf(results);
    }

    /** A run that begins. */
    static ChaosState begin(ChaosOptions options, ChaosPlace place) {
        return new ChaosState(
                options.seed(),
                options.kills(),
                options.product().standbys(),
                place.clusterId(),
                place.ports(),
                List.of(),
                0);
    }

    /** Whether a directory holds a run. */
    static boolean in(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /** The run in a directory. Error: {@link InvalidInput} where there is none, or another one than asked for. */
    static ChaosState load(ChaosOptions options) {
        Path file = options.directory().resolve(FILE);
        if (!Files.exists(file)) {
            throw new InvalidInput(
                    "there is no run to resume in " + options.directory(),
                    "Start one without --resume, or name its --out.");
        }
        try {
            ChaosState state = JSON.readValue(file.toFile(), ChaosState.class);
            if (state.seed != options.seed()
                    || state.kills != options.kills()
                    || state.standbys != options.product().standbys()) {
                throw new InvalidInput(
                        "the run in " + options.directory() + " has --seed " + state.seed + " --kills " + state.kills
                                + " --standbys " + state.standbys,
                        "Resume it with these.");
            }
            return new ChaosState(
                    state.seed,
                    state.kills,
                    state.standbys,
                    state.clusterId,
                    state.ports,
                    state.results,
                    state.resumed + 1);
        } catch (IOException e) {
            throw new InvalidInput("cannot read " + file + ": " + e.getMessage(), "Start a new run in another --out.");
        }
    }

    ChaosState with(FaultResult result) {
        List<FaultResult> more = new java.util.ArrayList<>(results);
        more.add(result);
        return new ChaosState(seed, kills, standbys, clusterId, ports, more, resumed);
    }

    void save(Path directory) {
        try {
            Path file = directory.resolve(FILE + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
            Files.move(
                    file, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the state of the run in " + directory, e);
        }
    }
}
