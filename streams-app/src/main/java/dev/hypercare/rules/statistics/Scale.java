package dev.hypercare.rules.statistics;

/** How a figure is transformed so that its noise is about the same whatever its size, and what noise it has at the least. */
public enum Scale {
    /** A count in a step: the square root, in which a Poisson count has a standard deviation of a half. */
    COUNT {
        @Override
        double of(double value) {
            return Math.sqrt(Math.max(0, value) + SHIFT);
        }

        @Override
        double back(double scaled) {
            return scaled < 0 ? 0 : Math.max(0, scaled * scaled - SHIFT);
        }

        @Override
        double leastDeviation(double middle) {
            return POISSON;
        }
    },
    /** A latency or another size above zero: the logarithm, and noise of at least 5 %. */
    LOG {
        @Override
        double of(double value) {
            return Math.log(Math.max(value, SMALLEST));
        }

        @Override
        double back(double scaled) {
            return Math.exp(scaled);
        }

        @Override
        double leastDeviation(double middle) {
            return LEAST_SPREAD;
        }
    },
    /** As it is; the least noise only keeps off a division by zero. */
    PLAIN {
        @Override
        double of(double value) {
            return value;
        }

        @Override
        double back(double scaled) {
            return scaled;
        }

        @Override
        double leastDeviation(double middle) {
            return TINY * Math.abs(middle) + SMALLEST;
        }
    };

    /** Makes the variance of small counts constant too (Anscombe). */
    private static final double SHIFT = 3.0 / 8;

    private static final double POISSON = 0.5;
    private static final double LEAST_SPREAD = 0.05;
    private static final double SMALLEST = 1e-9;
    private static final double TINY = 1e-6;

    /** Transforms a value. */
    abstract double of(double value);

    /** The inverse of {@link #of}, but for what cannot be a value. */
    abstract double back(double scaled);

    /** The least standard deviation around a transformed value; above zero. */
    abstract double leastDeviation(double middle);
}
