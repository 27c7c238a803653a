package dev.hypercare.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FullTotalsTest {
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void partsAddUpToWhatWasCountedAtOnce() {
        for (int calls : new int[] {1, 3, 24, 25, 60, 2000}) {
            FullTotals whole = new FullTotals();
            FullTotals part = new FullTotals();
            FullTotals sum = new FullTotals();
            for (int i = 0; i < calls; i++) {
                CallBytes call = RandomCall.call(random);
                whole.add(call);
                part.add(call);
                if (random.nextInt(1 + calls / 5) == 0 || i == calls - 1) {
                    PackedBytes packed = new PackedBytes();
                    part.write(packed);
                    sum.merge(new PackedReader().over(packed.copy(), 0));
                    part.clear();
                }
            }
            for (int i = 0; i < FullTotals.NUMBERS; i++) {
                assertThat(sum.number(i)).as("number %d of %d calls", i, calls).isEqualTo(whole.number(i));
            }
            assertThat(derived(sum)).as("percentiles of %d calls", calls).isEqualTo(derived(whole));
            assertThat(sum.number(FullTotals.CALLS)).isEqualTo(calls);
        }
    }

    @Test
    void percentilesAreWithinOnePerCentOfTheExactOnes() {
        for (int values : new int[] {1, 7, 24, 25, 1000}) {
            LogHistogram histogram = new LogHistogram();
            List<Long> all = new ArrayList<>();
            for (int i = 0; i < values; i++) {
                long micros = random.nextLong(random.nextBoolean() ? 500 : 5_000_000);
                histogram.add(micros);
                all.add(micros);
            }
            all.sort(null);
            long[] percentiles = new long[LogHistogram.PERMILLE.length];
            histogram.percentiles(percentiles);
            for (int i = 0; i < percentiles.length; i++) {
                long exact = all.get((values * LogHistogram.PERMILLE[i] + 999) / 1000 - 1);
                assertThat((double) percentiles[i]).isCloseTo(exact, within(exact * 0.01 + 1));
            }
        }
    }

    @Test
    void fewConsumersAreCountedExactlyAndManyNearly() {
        DistinctConsumers consumers = new DistinctConsumers();
        for (int round = 0; round < 2; round++) {
            for (int n = 1; n <= 128; n++) {
                add(consumers, n);
                assertThat(consumers.estimate()).isEqualTo(round == 0 ? n : 128);
            }
        }
        for (int n = 1; n <= 5000; n++) {
            add(consumers, n);
        }
        assertThat(consumers.estimate()).isCloseTo(5000, Percentage.withPercentage(12));
        PackedBytes packed = new PackedBytes();
        consumers.write(packed);
        DistinctConsumers other = new DistinctConsumers();
        add(other, 17);
        other.merge(new PackedReader().over(packed.copy(), 0));
        assertThat(other.estimate()).isEqualTo(consumers.estimate());
        consumers.clear();
        assertThat(consumers.estimate()).isZero();
    }

    private static void add(DistinctConsumers consumers, int n) {
        byte[] name = ("consumer-" + n).getBytes(StandardCharsets.UTF_8);
        consumers.add(name, 0, name.length);
    }

    private static byte[] derived(FullTotals measures) {
        PackedBytes packed = new PackedBytes();
        measures.writeDerived(packed);
        return packed.copy();
    }
}
