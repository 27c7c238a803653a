package dev.hypercare.bench.jmh;

import dev.hypercare.contract.measure.LatencyHistogram;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to add one duration to a histogram, nanoseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LatencyHistogramLoop {
    private static final int DURATIONS = 4096;

    private final long[] micros = new long[DURATIONS];
    private LatencyHistogram histogram = new LatencyHistogram();

    /** Durations as those of a route are: log-normal around 20 ms. */
    @Setup
    public void durations() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < DURATIONS; i++) {
            micros[i] = Math.round(20_000 * Math.exp(0.6 * random.nextGaussian()));
        }
        histogram = new LatencyHistogram();
    }

    /** All of them into one histogram, as the combiner does within a slice. */
    @Benchmark
    @OperationsPerInvocation(DURATIONS)
    public LatencyHistogram add() {
        for (long duration : micros) {
            histogram.add(duration);
        }
        return histogram;
    }
}
