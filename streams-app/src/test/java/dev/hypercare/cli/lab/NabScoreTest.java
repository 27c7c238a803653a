package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.cli.lab.NabSeries.Window;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NabScoreTest {
    /** 1,000 values, of which the first 150 are for learning. */
    private static final NabSeries SERIES = series(1000, List.of(new Window(400, 499), new Window(700, 799)));

    @Test
    void silenceIsZeroAndTheFirstValueOfEveryWindowAHundred() {
        assertThat(NabScore.of(SERIES, List.of()).normalised()).isZero();
        NabScore perfect = NabScore.of(SERIES, List.of(400, 700));
        assertThat(perfect.normalised()).isCloseTo(100, within(1e-9));
        assertThat(perfect.found()).isEqualTo(2);
    }

    @Test
    void onlyTheFirstOnsetOfAWindowCountsAndTheLaterItIsTheLess() {
        double early = NabScore.of(SERIES, List.of(410)).normalised();
        assertThat(NabScore.of(SERIES, List.of(410, 450, 499)).normalised()).isEqualTo(early);
        double late = NabScore.of(SERIES, List.of(490)).normalised();
        assertThat(early).isGreaterThan(late);
        // (2 / (1 + exp(-0.5)) - 1) / (2 / (1 + exp(-5)) - 1), and a window missed
        assertThat(NabScore.of(SERIES, List.of(490)).raw()).isCloseTo(0.24492 / 0.98661 - 1, within(1e-4));
        assertThat(late).isPositive();
    }

    @Test
    void anOnsetElsewhereCostsElevenHundredthsAndLessRightBehindAWindow() {
        double missed = -2;
        assertThat(NabScore.of(SERIES, List.of(200)).raw()).isCloseTo(missed - 0.11, within(1e-9));
        assertThat(NabScore.of(SERIES, List.of(999)).raw()).isCloseTo(missed - 0.11, within(0.01));
        assertThat(NabScore.of(SERIES, List.of(503)).raw()).isCloseTo(missed - 0.11 * 0.10, within(0.01));
        assertThat(NabScore.of(SERIES, List.of(200)).falseOnsets()).isOne();
    }

    @Test
    void whatIsToldDuringTheProbationDoesNotCount() {
        assertThat(NabScore.of(SERIES, List.of(0, 149))).isEqualTo(NabScore.of(SERIES, List.of()));
        assertThat(series(100_000, List.of()).firstScored()).isEqualTo(750);
    }

    @Test
    void theTotalWeighsEveryWindowTheSame() {
        NabScore one = NabScore.of(SERIES, List.of(400, 700));
        NabScore none = NabScore.of(series(1000, List.of(new Window(400, 499))), List.of());
        NabScore quiet = NabScore.of(series(1000, List.of()), List.of(300));
        assertThat(NabScore.total(List.of(one, none))).isCloseTo(200.0 / 3, within(1e-9));
        assertThat(NabScore.total(List.of(one, none, quiet))).isCloseTo(200.0 / 3 - 100 * 0.11 / 6, within(1e-9));
        assertThat(quiet.normalised()).isNegative();
    }

    @Property
    void noOnsetsAreWorthMoreThanPerfectOnes(@ForAll @Size(max = 30) List<@IntRange(max = 999) Integer> onsets) {
        NabScore score = NabScore.of(SERIES, onsets.stream().sorted().toList());
        assertThat(score.normalised()).isLessThanOrEqualTo(100 + 1e-9);
        assertThat(score.found()).isBetween(0, 2);
        assertThat(score.raw()).isGreaterThanOrEqualTo(-2 - 0.11 * score.falseOnsets() - 1e-9);
    }

    private static NabSeries series(int size, List<Window> windows) {
        return new NabSeries("group/name.csv", new long[size], new double[size], windows);
    }
}
