package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HopDelaysTest {
    @Test
    void theDelaysLieAroundWhatWasMeasured() {
        HopDelays hops = HopDelays.measured();
        Random random = new Random(1);
        long[] drawn = IntStream.range(0, 10_000)
                .mapToLong(i -> hops.draw(random))
                .sorted()
                .toArray();
        // The median of a sum of skewed figures lies somewhat above the sum of the medians.
        assertThat(drawn[5_000]).isBetween(340L, 480L);
        assertThat(drawn[9_900]).isBetween(500L, 900L);
    }
}
