package dev.hypercare.bench.chaos;

import dev.hypercare.bench.files.RunState;
import dev.hypercare.contract.config.InvalidInput;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** The run in a directory. Error: {@link InvalidInput} where there is none, or another one than asked for. */
    static ChaosState load(ChaosOptions options) {
        ChaosState state = RunState.load(options.directory(), ChaosState.class);
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
    }

    ChaosState with(FaultResult result) {
        List<FaultResult> more = new ArrayList<>(results);
        more.add(result);
        return new ChaosState(seed, kills, standbys, clusterId, ports, more, resumed);
    }

    void save(Path directory) {
        RunState.save(directory, this);
    }
}
