package dev.hypercare.testdata.simulate;

/**
 * Random numbers that are the same on every machine and Java release: SplitMix64, and {@link StrictMath} for all that is not exact.
 * Where things must not disturb each other each has draws of its own, made from a key: a call, a fault's effect on a call.
 */
final class Draws {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    Draws(long key) {
        state = key;
    }

    /** A key made of another and a number. */
    static long key(long key, long part) {
        return mixed(key ^ mixed(part + STEP));
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long nextLong() {
        state += STEP;
        return mixed(state);
    }

    /** From 0 to 1, without 1. */
    double next() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** From 0 to {@code limit}, without it. */
    int below(int limit) {
        return (int) (next() * limit);
    }

    double between(double least, double most) {
        return least + next() * (most - least);
    }

    /** As likely between 1 and 2 as between 10 and 20. */
    double logBetween(double least, double most) {
        return least * StrictMath.exp(next() * StrictMath.log(most / least));
    }

    boolean chance(double probability) {
        return next() < probability;
    }

    /** Of the normal distribution with mean 0 and deviation 1, by the polar method. */
    double gaussian() {
        while (true) {
            double x = 2 * next() - 1;
            double y = 2 * next() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Of the lognormal distribution with this median. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * gaussian());
    }

    /** How many arrivals there are where {@code mean} are expected. */
    int poisson(double mean) {
        int arrivals = 0;
        for (double left = mean; left > 0; left -= 500) {
            // In parts, because exp(-mean) of a large mean is zero.
            double limit = StrictMath.exp(-Math.min(left, 500));
            for (double product = next(); product > limit; product *= next()) {
                arrivals++;
            }
        }
        return arrivals;
    }
}
