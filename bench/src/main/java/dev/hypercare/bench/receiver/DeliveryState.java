package dev.hypercare.bench.receiver;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a run has come, kept in its directory after each kill; which requests were answered stands in {@link AnsweredRequests}.
 *
 * @param requests of the run
 * @param kills of the run
 * @param seed of the run
 * @param exactlyOnce of the run
 * @param clusterId of its broker
 * @param done the kills that happened
 * @param resumed how often the harness was stopped and went on
 */
record DeliveryState(
        int requests,
        int kills,
        long seed,
        boolean exactlyOnce,
        String clusterId,
        List<DeliveryKill> done,
        int resumed) {
    private static final String FILE = "state.json";

    DeliveryState {
        done = List.copyOf(done);
    }

    /** A run that begins. */
    static DeliveryState begin(DeliveryRunOptions options, String clusterId) {
        return new DeliveryState(
                options.requests(), options.kills(), options.seed(), options.exactlyOnce(), clusterId, List.of(), 0);
    }

    /** Whether a directory holds a run. */
    static boolean in(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /** The run in a directory. Error: {@link InvalidInput} where there is none, or another one than asked for. */
    static DeliveryState load(DeliveryRunOptions options) {
        Path file = options.directory().resolve(FILE);
        if (!Files.exists(file)) {
            throw new InvalidInput(
                    "there is no run to resume in " + options.directory(),
                    "Start one without --resume, or name its --out.");
        }
        try {
            DeliveryState found = new ObjectMapper().readValue(file.toFile(), DeliveryState.class);
            if (!found.equals(new DeliveryState(
                    options.requests(),
                    options.kills(),
                    options.seed(),
                    options.exactlyOnce(),
                    found.clusterId,
                    found.done,
                    found.resumed))) {
                throw new InvalidInput(
                        "the run in " + options.directory() + " has --requests " + found.requests + " --kills "
                                + found.kills + " --seed " + found.seed
                                + (found.exactlyOnce ? "" : " --at-least-once"),
                        "Resume it with these.");
            }
            return new DeliveryState(
                    found.requests,
                    found.kills,
                    found.seed,
                    found.exactlyOnce,
                    found.clusterId,
                    found.done,
                    found.resumed + 1);
        } catch (IOException e) {
            throw new InvalidInput("cannot read " + file + ": " + e.getMessage(), "Start a new run in another --out.");
        }
    }

    DeliveryState with(DeliveryKill kill) {
        List<DeliveryKill> more = new ArrayList<>(done);
        more.add(kill);
        return new DeliveryState(requests, kills, seed, exactlyOnce, clusterId, more, resumed);
    }

    void save(Path directory) {
        ResultFile.write(directory.resolve(FILE), this);
    }
}
