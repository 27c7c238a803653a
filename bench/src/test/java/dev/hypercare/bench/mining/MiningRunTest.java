package dev.hypercare.bench.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.patterns.mining.MiningLimits;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MiningRunTest {
    @Test
    void aSmallRunTellsWhatItsColumnsSay() {
        MiningResult result = new MiningRun(4).measure("generated", List.of(MiningLines.generated(500)));
        UniqueDay day = UniqueDay.of(8_000);
        assertThat(result.lines()).isEqualTo(1_000);
        assertThat(result.templates()).isBetween(50, 200);
        assertThat(result.other()).isZero();
        assertThat(result.row()).hasSameSizeAs(MiningResult.HEADER);
        assertThat(day.parts()).hasSize(8).allSatisfy(part -> {
            assertThat(part.row()).hasSameSizeAs(UniqueDay.HEADER);
            assertThat(part.templates()).isEqualTo(MiningLimits.USUAL.maxTemplates());
        });
        assertThat(day.parts().get(7).other()).isEqualTo(1_000);
        assertThat(MiningCommand.ratios(List.of(result), day))
                .containsOnlyKeys(
                        "mining.generatedMineToMask",
                        "mining.generatedMineToHash",
                        "mining.uniqueTime",
                        "mining.uniqueBytes");
    }

    @Test
    void noTwoUniqueLinesAreTheSame() {
        SplittableRandom random = new SplittableRandom(1);
        HashSet<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(MiningLines.unique(random))).isTrue();
        }
    }
}
