package dev.hypercare.bench.compare;

import org.jspecify.annotations.Nullable;

/**
 * What came of one run.
 *
 * @param variant its name
 * @param series of the dataset
 * @param round from 1
 * @param steady figures; null where the run failed or was too short
 * @param peakMegabytes the most memory the process held
 * @param pauseMillis all pauses of its collector together
 * @param verdict on its output
 */
record RunResult(
        String variant,
        int series,
        int round,
        @Nullable SteadyPart steady,
        long peakMegabytes,
        long pauseMillis,
        Verdict verdict) {}
