package dev.hypercare.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.DatasetMaker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, small: a broker and each variant in processes of their own. */
class TinyCompareTest {
    @TempDir
    Path folder;

    @Test
    void theLimitAndOursCountWhatIsTrue() throws Exception {
        Dataset dataset = Dataset.avro(50, 100_000);
        try (BenchCluster cluster = BenchCluster.start(folder.resolve("data"))) {
            DatasetMaker maker = new DatasetMaker(cluster.bootstrap(), cluster.registry(), folder);
            Dataset warmUp = dataset.before(30_000);
            maker.make(warmUp);
            Race race = new Race(cluster, folder.resolve("runs"), 2, Map.of(dataset, maker.make(dataset)));
            for (Variant variant : Variants.of(List.of("limit", "limit-inplace", "ours-eos"))) {
                RunResult result =
                        race.run(variant, dataset, variant.name().equals("limit-inplace") ? null : warmUp, 1);
                assertThat(result.verdict()).as(variant.name()).isEqualTo(Verdict.EXACT);
                assertThat(result.peakMegabytes()).isNotZero();
            }
        }
    }
}
