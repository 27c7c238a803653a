package dev.hypercare.bench.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.compare.Verdict;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.DatasetMaker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, small: a broker, and two runs in one process. */
class WarmJvmTest {
    @TempDir
    Path folder;

    @Test
    void everyRunOfAProcessIsExactAndTellsWhatItsStoresHold() throws Exception {
        Dataset dataset = Dataset.avro(50, 60_000);
        WarmJob job = new WarmJob("tiny", dataset, 2, List.of(WarmJob.CHECKED, "api"), 64, true);
        try (BenchCluster cluster = BenchCluster.start(folder.resolve("data"))) {
            new DatasetMaker(cluster.bootstrap(), cluster.registry(), folder).make(dataset);
            try (WarmJvm process = WarmJvm.start("tiny", cluster, folder, folder.resolve("runs"), "512m")) {
                process.run(job.unverified());
                WarmResult result = process.run(job);
                assertThat(result.verdict()).isEqualTo(Verdict.EXACT);
                assertThat(result.windows()).isPositive();
                assertThat(result.held().stores()).isPositive();
                assertThat(result.held().bytes()).isPositive();
                assertThat(result.held().diskBytes()).isPositive();
            }
        }
    }
}
