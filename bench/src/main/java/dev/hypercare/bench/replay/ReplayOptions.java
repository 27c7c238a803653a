package dev.hypercare.bench.replay;

import java.nio.file.Path;

/**
 * What a replay is to be.
 *
 * @param seed makes the log and the faults
 * @param calls in the log
 * @param series how many (api, route, method) the calls name, the first far more often than the last
 * @param partitions of each topic
 * @param faults how often an instance is ended while it works
 * @param secondsPerFault how long the log is written for each fault
 * @param folder where it lives, with all logs of the processes
 */
record ReplayOptions(long seed, long calls, int series, int partitions, int faults, int secondsPerFault, Path folder) {
    /** What topic names begin with. */
    static final String PREFIX = "replay.";

    /** A topic of the product. */
    static String topic(String name) {
        return PREFIX + name + ".v1";
    }
}
