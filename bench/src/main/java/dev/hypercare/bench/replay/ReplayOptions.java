package dev.hypercare.bench.replay;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a replay is to be.
 *
 * @param seed makes the log and the faults
 * @param calls in the log
 * @param series how many (api, route, method) the calls name, the first far more often than the last
 * @param partitions of each topic
 * @param faults how often an instance is ended while it works
 * @param secondsPerFault how long the log is written for each fault, without a speed
 * @param speed how many seconds of calls are written in a second, silences left out; null for what the faults need
 * @param start event time at which the log begins, epoch ms
 * @param folder where it lives, with all logs of the processes
 */
record ReplayOptions(
        long seed,
        long calls,
        int series,
        int partitions,
        int faults,
        int secondsPerFault,
        @Nullable Double speed,
        long start,
        Path folder) {
    /** An evening: the log goes on across midnight. */
    static final long EVENING = Instant.parse("2026-11-18T22:50:00Z").toEpochMilli();
    /** What topic names begin with. */
    static final String PREFIX = "replay.";

    private static final int SECONDS_BESIDE_FAULTS = 5;

    /** A topic of the product. */
    static String topic(String name) {
        return PREFIX + name + ".v1";
    }

    /** How many calls are written in a second. */
    double callsPerSecond() {
        return speed == null
                ? (double) calls / ((long) faults * secondsPerFault + SECONDS_BESIDE_FAULTS)
                : speed * CallScript.PER_SECOND;
    }
}
