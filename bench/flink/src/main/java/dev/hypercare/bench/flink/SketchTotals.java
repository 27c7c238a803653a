package dev.hypercare.bench.flink;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;

/** What a window holds in the idiomatic job: counts and a DDSketch of 1 % accuracy. */
final class SketchTotals {
    static final double ACCURACY = 0.01;

    long calls;
    long failed;
    long sumMicros;
    long maxMicros;
    DDSketch durations = DDSketches.unboundedDense(ACCURACY);

    void add(int status, long micros) {
        calls++;
        failed += status >= 500 || status == 0 ? 1 : 0;
        sumMicros += micros;
        maxMicros = Math.max(maxMicros, micros);
        durations.accept(micros);
    }

    void merge(SketchTotals other) {
        calls += other.calls;
        failed += other.failed;
        sumMicros += other.sumMicros;
        maxMicros = Math.max(maxMicros, other.maxMicros);
        durations.mergeWith(other.durations);
    }
}
