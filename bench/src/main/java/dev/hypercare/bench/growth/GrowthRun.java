package dev.hypercare.bench.growth;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.compare.SteadyPart;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.warm.WarmJvm;
import dev.hypercare.bench.warm.WarmResult;
import java.nio.file.Path;

/**
 * Measures points, each in a process of its own that first reads other calls until its code is compiled.
 *
 * @param cluster where the datasets are
 * @param truths folder with their truths
 * @param runs folder for logs and state
 * @param warmUp what each process reads first
 * @param threads of the application
 * @param heap of the process, such as {@code 3g}
 * @param stateMemory {@code state-memory} of the product, megabytes
 */
record GrowthRun(
        BenchCluster cluster, Path truths, Path runs, Dataset warmUp, int threads, String heap, int stateMemory) {
    /** A process needs some memory before it can do anything; the first half of a run fills tables. */
    private static final double FROM = 0.5;

    private static final double TO = 0.97;

    /** Measures one. */
    GrowthResult measure(GrowthCase point) throws InterruptedException {
        String name = "growth-" + point.series() + "-" + point.views();
        try (WarmJvm process = WarmJvm.start(name, cluster, truths, runs, heap)) {
            process.run(new GrowthCase(warmUp, point.views())
                    .job(threads, stateMemory)
                    .unverified());
            WarmResult result = process.run(point.job(threads, stateMemory));
            return new GrowthResult(
                    point,
                    SteadyPart.of(result.samples(), point.dataset().calls(), FROM, TO),
                    result.peakMegabytes(),
                    process.mostAfterCollection(),
                    result.held(),
                    result.windows(),
                    result.verdict());
        }
    }
}
