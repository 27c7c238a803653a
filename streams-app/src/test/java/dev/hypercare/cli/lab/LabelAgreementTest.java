package dev.hypercare.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelAgreementTest {
    private static final List<String> GIVEN = List.of("a", "a", "a", "b", "b", "b");

    @Test
    void perfectGroupsScoreOne() {
        LabelAgreement score = LabelAgreement.of(List.of("1", "1", "1", "2", "2", "2"), GIVEN);
        assertThat(score).isEqualTo(new LabelAgreement(2, 1, 1, 1));
    }

    @Test
    void oneGroupOfAllSaysNothing() {
        LabelAgreement score = LabelAgreement.of(List.of("1", "1", "1", "1", "1", "1"), GIVEN);
        assertThat(score.purity()).isEqualTo(0.5);
        assertThat(score.nmi()).isZero();
        assertThat(score.ari()).isZero();
    }

    @Test
    void aKnownExampleHasTheKnownScores() {
        // Manning, Raghavan and Schuetze, Introduction to Information Retrieval, figure 16.4: purity 0.71, NMI 0.36.
        List<String> found =
                List.of("1", "1", "1", "1", "1", "1", "2", "2", "2", "2", "2", "2", "3", "3", "3", "3", "3");
        List<String> given =
                List.of("x", "x", "x", "x", "x", "o", "x", "o", "o", "o", "o", "d", "x", "x", "d", "d", "d");
        LabelAgreement score = LabelAgreement.of(found, given);
        assertThat(score.purity()).isCloseTo(0.71, within(0.005));
        assertThat(score.nmi()).isCloseTo(0.36, within(0.005));
        assertThat(score.ari()).isCloseTo(0.24, within(0.01));
    }
}
