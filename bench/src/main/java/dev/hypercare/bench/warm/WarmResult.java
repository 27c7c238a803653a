package dev.hypercare.bench.warm;

import dev.hypercare.bench.compare.Sample;
import dev.hypercare.bench.compare.Verdict;
import java.util.List;

/**
 * What came of one run.
 *
 * @param samples its course
 * @param peakMegabytes the most memory that the process has held so far
 * @param held by its stores
 * @param windows of the series and minutes in the truth; 0 where it was not verified
 * @param verdict on its output
 */
public record WarmResult(List<Sample> samples, long peakMegabytes, StoresHeld held, int windows, Verdict verdict) {
    public WarmResult {
        samples = List.copyOf(samples);
    }
}
