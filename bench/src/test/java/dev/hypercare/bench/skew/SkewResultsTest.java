package dev.hypercare.bench.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.hypercare.bench.compare.SteadyPart;
import dev.hypercare.bench.compare.Verdict;
import org.junit.jupiter.api.Test;

class SkewResultsTest {
    @Test
    void aHotPartitionIsMeasuredByWhatOneThreadCanDoWithItOrByWhatAllDoWithEvenCalls() {
        SkewResults sharedCores = new SkewResults(2);
        add(sharedCores, 1, 1.6e6, 1.2e6, 1.2e6, 1e6);
        assertThat(sharedCores.ratios())
                .containsOnly(
                        entry("skew.api", 0.75), entry("skew.partition", 0.75), entry("skew.partitionOfIdeal", 0.6));

        SkewResults manyThreads = new SkewResults(4);
        add(manyThreads, 1, 3.9e6, 3.9e6, 1.9e6, 1e6);
        assertThat(manyThreads.ratios()).contains(entry("skew.partition", 0.95), entry("skew.partitionOfIdeal", 0.95));
    }

    @Test
    void theMedianOfTheRoundsCounts() {
        SkewResults results = new SkewResults(2);
        add(results, 1, 1e6, 1e6, 1e6, 1e6);
        add(results, 2, 2e6, 1e6, 1e6, 1e6);
        add(results, 3, 9e6, 1e6, 1e6, 1e6);
        assertThat(results.ratios()).contains(entry("skew.api", 0.5));
        assertThat(results.rows().get(1)).contains("2000", "1000", "9000", "exact");
    }

    private static void add(SkewResults to, int round, double even, double api, double partition, double alone) {
        double[] rates = {even, api, partition, alone};
        for (SkewVariant variant : SkewVariant.values()) {
            to.add(new SkewResults.Run(
                    round, variant, new SteadyPart(1, rates[variant.ordinal()], 0, 0), Verdict.EXACT));
        }
    }
}
