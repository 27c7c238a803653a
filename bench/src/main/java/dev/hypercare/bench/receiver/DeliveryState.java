package dev.hypercare.bench.receiver;

import dev.hypercare.bench.files.RunState;
import dev.hypercare.contract.config.InvalidInput;
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
    DeliveryState {
        done = List.copyOf(done);
    }

    /** A run that begins. */
    static DeliveryState begin(DeliveryRunOptions options, String clusterId) {
        return new DeliveryState(
                options.requests(), options.kills(), options.seed(), options.exactlyOnce(), clusterId, List.of(), 0);
    }

    /** The run in a directory. Error: {@link InvalidInput} where there is none, or another one than asked for. */
    static DeliveryState load(DeliveryRunOptions options) {
        DeliveryState found = RunState.load(options.directory(), DeliveryState.class);
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
    }

    DeliveryState with(DeliveryKill kill) {
        List<DeliveryKill> more = new ArrayList<>(done);
        more.add(kill);
        return new DeliveryState(requests, kills, seed, exactlyOnce, clusterId, more, resumed);
    }

    void save(Path directory) {
        RunState.save(directory, this);
    }
}
