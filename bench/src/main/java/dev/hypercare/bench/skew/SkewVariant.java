package dev.hypercare.bench.skew;

import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.warm.WarmJob;
import java.util.List;

/** The ways in which the same number of calls is spread. */
enum SkewVariant {
    EVEN("even", Dataset.Skew.EVEN, false),
    ONE_API("90 % on one API", Dataset.Skew.ONE_API, false),
    ONE_PARTITION("half in one partition", Dataset.Skew.ONE_PARTITION, false),
    /** As even, with one thread. */
    ONE_THREAD("even, one thread", Dataset.Skew.EVEN, true);

    private static final int STATE_MEMORY = 256;

    private final String shown;
    private final Dataset.Skew skew;
    private final boolean alone;

    SkewVariant(String shown, Dataset.Skew skew, boolean alone) {
        this.shown = shown;
        this.skew = skew;
        this.alone = alone;
    }

    /** For people. */
    String shown() {
        return shown;
    }

    Dataset dataset(int series, long calls) {
        return Dataset.avro(series, calls).spread(skew);
    }

    WarmJob job(int series, long calls, int threads) {
        return new WarmJob(
                shown,
                dataset(series, calls),
                alone ? 1 : threads,
                List.of("api", WarmJob.CHECKED),
                STATE_MEMORY,
                true);
    }
}
