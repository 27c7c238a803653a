package dev.hypercare.testdata.simulate;

import org.jspecify.annotations.Nullable;

/**
 * A route of an API, as it is when all is well.
 *
 * @param index its place in the landscape
 * @param perSecond mean rate of calls over a day
 * @param serverErrors share of calls that end with a 5xx
 * @param clientErrors share of calls that end with a 4xx
 * @param latency of a call; of its first token on an AI route
 * @param bytesMedian of good responses; their logarithm has the deviation {@link #BYTES_SIGMA}
 * @param ai null where no AI model is called
 */
record SimulatedRoute(
        int index,
        SimulatedApi api,
        String method,
        String path,
        double perSecond,
        double serverErrors,
        double clientErrors,
        Latency latency,
        double bytesMedian,
        @Nullable AiMix ai) {
    static final double BYTES_SIGMA = 0.5;

    boolean callsModels() {
        return ai != null;
    }

    /** The AI mix of a route that has one. */
    AiMix aiMix() {
        if (ai == null) {
            throw new IllegalStateException(path + " of " + api.name() + " calls no AI model");
        }
        return ai;
    }
}
