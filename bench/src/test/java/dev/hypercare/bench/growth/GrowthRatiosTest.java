package dev.hypercare.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.hypercare.bench.compare.SteadyPart;
import dev.hypercare.bench.compare.Verdict;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.warm.StoresHeld;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthRatiosTest {
    @Test
    void moreSeriesAndMoreViewsAreDividedByTheFewest() {
        assertThat(GrowthRatios.of(List.of(
                        result(200, 1, 0.8),
                        result(200, 4, 1.2),
                        result(200, 12, 2.0),
                        result(20_000, 1, 1.6),
                        result(1_000_000, 1, 4.0))))
                .containsOnly(
                        entry("growth.20kTo200", 2.0),
                        entry("growth.1MTo200", 5.0),
                        entry("views.4To1", 1.2 / 0.8),
                        entry("views.12To1", 2.5));
    }

    @Test
    void onePointHasNoRatio() {
        assertThat(GrowthRatios.of(List.of(result(200, 1, 0.8)))).isEmpty();
    }

    private static GrowthResult result(int series, int views, double cpuMicros) {
        return new GrowthResult(
                new GrowthCase(Dataset.avro(series, 1000), views),
                new SteadyPart(cpuMicros, 1e6, 0, 0),
                1,
                1,
                new StoresHeld(1, 1, 1, 1, 1, 1),
                1,
                Verdict.EXACT);
    }
}
