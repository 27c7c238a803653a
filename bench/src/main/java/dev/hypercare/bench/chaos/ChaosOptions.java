package dev.hypercare.bench.chaos;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to be.
 *
 * @param seed makes the faults and the lines
 * @param kills how many processes die
 * @param standbys copies of each state store
 * @param linesPerSecond load
 * @param partitions of each topic
 * @param sessionSeconds after how long an instance is taken for dead
 * @param transactionSeconds after how long the open transaction of a dead instance is given up
 * @param mostDownMillis how long a killed process stays away at most
 * @param directory where it lives
 * @param before classes that the instances find before those of the product; null for none
 */
record ChaosOptions(
        long seed,
        int kills,
        int standbys,
        int linesPerSecond,
        int partitions,
        int sessionSeconds,
        int transactionSeconds,
        int mostDownMillis,
        Path directory,
        @Nullable Path before) {

    /** As users run the product: its own timeouts. */
    static ChaosOptions of(long seed, int kills, Path directory) {
        return new ChaosOptions(seed, kills, 0, 1500, 6, 8, 10, 10_000, directory, null);
    }

    /** For tests: less load, less patience with the dead. */
    ChaosOptions quick() {
        return new ChaosOptions(seed, kills, standbys, 400, 3, 3, 4, 1500, directory, before);
    }

    ChaosOptions withBefore(Path classes) {
        return new ChaosOptions(
                seed,
                kills,
                standbys,
                linesPerSecond,
                partitions,
                sessionSeconds,
                transactionSeconds,
                mostDownMillis,
                directory,
                classes);
    }

    ChaosOptions withStandbys(int copies) {
        return new ChaosOptions(
                seed,
                kills,
                copies,
                linesPerSecond,
                partitions,
                sessionSeconds,
                transactionSeconds,
                mostDownMillis,
                directory,
                before);
    }

    ChaosOptions withLinesPerSecond(int lines) {
        return new ChaosOptions(
                seed,
                kills,
                standbys,
                lines,
                partitions,
                sessionSeconds,
                transactionSeconds,
                mostDownMillis,
                directory,
                before);
    }
}
