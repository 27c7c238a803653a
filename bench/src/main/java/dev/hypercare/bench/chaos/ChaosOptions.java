package dev.hypercare.bench.chaos;

import java.nio.file.Path;

/**
 * What a run is to be.
 *
 * @param seed makes the faults and the lines
 * @param kills how many processes die
 * @param linesPerSecond load
 * @param mostDownMillis how long a killed process stays away at most
 * @param product how the instances are configured
 * @param directory where it lives
 */
record ChaosOptions(
        long seed, int kills, int linesPerSecond, int mostDownMillis, ProductSettings product, Path directory) {
    private static final int LINES_PER_SECOND = 1500;
    private static final int MOST_DOWN_MILLIS = 10_000;

    /** As users run the product. */
    static ChaosOptions of(long seed, int kills, Path directory) {
        return new ChaosOptions(seed, kills, LINES_PER_SECOND, MOST_DOWN_MILLIS, ProductSettings.DEFAULT, directory);
    }

    /** For tests: less load, shorter waits. */
    ChaosOptions quick() {
        return new ChaosOptions(seed, kills, 400, 1500, product.quick(), directory);
    }

    ChaosOptions with(ProductSettings settings) {
        return new ChaosOptions(seed, kills, linesPerSecond, mostDownMillis, settings, directory);
    }

    ChaosOptions withLinesPerSecond(int lines) {
        return new ChaosOptions(seed, kills, lines, mostDownMillis, product, directory);
    }
}
