package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final int MANY = 20_000;

    @Test
    void theNumbersAreTheSameEverywhere() {
        Draws draws = new Draws(42);
        assertThat(draws.nextLong()).isEqualTo(-4767286540954276203L);
        assertThat(draws.nextLong()).isEqualTo(2949826092126892291L);
    }

    @Property(tries = 50, seed = "50")
    void theMeanAndTheVarianceOfArrivalsAreWhatIsExpected(
            @ForAll long key, @ForAll @DoubleRange(min = 0.01, max = 60) double mean) {
        Draws draws = new Draws(key);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < MANY; i++) {
            int arrivals = draws.poisson(mean);
            sum += arrivals;
            squares += (double) arrivals * arrivals;
        }
        double found = sum / MANY;
        assertThat(found).isCloseTo(mean, within(6 * Math.sqrt(mean / MANY)));
        double deviationOfVariance = Math.sqrt((mean + 2 * mean * mean) / MANY);
        assertThat(squares / MANY - found * found).isCloseTo(mean, within(7 * deviationOfVariance));
    }

    @Property(tries = 50, seed = "50")
    void theNormalDistributionHasItsMeanAndDeviation(@ForAll long key) {
        Draws draws = new Draws(key);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < MANY; i++) {
            double drawn = draws.gaussian();
            sum += drawn;
            squares += drawn * drawn;
        }
        assertThat(sum / MANY).isCloseTo(0, within(6 / Math.sqrt(MANY)));
        assertThat(squares / MANY).isCloseTo(1, within(6 * Math.sqrt(2.0 / MANY)));
    }

    @Property(tries = 50, seed = "50")
    void neighbouringKeysHaveNothingInCommon(@ForAll long key) {
        double product = 0;
        for (int i = 0; i < MANY; i++) {
            double one = new Draws(Draws.key(key, i)).next() - 0.5;
            double next = new Draws(Draws.key(key, i + 1)).next() - 0.5;
            product += one * next;
        }
        assertThat(product / MANY * 12).isCloseTo(0, within(6 / Math.sqrt(MANY)));
    }
}
