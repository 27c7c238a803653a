package dev.hypercare.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.cli.lab.LabAlert;
import dev.hypercare.testdata.FiredAlert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final long END = 1_000_000;

    @Test
    void theSameAlertsAgreeWhateverTheirOrder() {
        Agreement agreement = Agreement.of(
                List.of(alert("burst", "a", 10_000, 10_300), alert("burst", "b", 20_000, 20_300)),
                List.of(alert("burst", "b", 20_000, 20_100), alert("burst", "a", 11_000, 11_900)),
                END);
        assertThat(agreement.agrees()).isTrue();
        assertThat(agreement.pairs()).extracting(Agreement.Pair::decidedLater).containsExactly(1000L, 0L);
        assertThat(agreement.pairs()).extracting(Agreement.Pair::readLater).containsExactly(1600L, -200L);
    }

    @Test
    void moreThanASecondBetweenThemIsNoAgreementWhicheverIsSooner() {
        List<LabAlert> sooner = List.of(alert("burst", "a", 10_000, 10_300));
        List<LabAlert> later = List.of(alert("burst", "a", 12_000, 12_300));
        for (Agreement agreement : List.of(Agreement.of(sooner, later, END), Agreement.of(later, sooner, END))) {
            assertThat(agreement.agrees()).isFalse();
            assertThat(agreement.pairs()).hasSize(1);
        }
    }

    @Test
    void anAlertThatIsMissingDoesNotMoveThoseAfterIt() {
        List<LabAlert> virtual = List.of(
                alert("burst", "a", 10_000, 10_300),
                alert("burst", "a", 110_000, 110_300),
                alert("burst", "a", 210_000, 210_300));
        Agreement less = Agreement.of(virtual, List.of(virtual.get(0), virtual.get(2)), END);
        assertThat(less.onlyVirtual()).containsExactly(virtual.get(1));
        assertThat(less.pairs()).hasSize(2);
        Agreement more = Agreement.of(List.of(virtual.get(0), virtual.get(2)), virtual, END);
        assertThat(more.onlyLive()).containsExactly(virtual.get(1));
        assertThat(more.agrees()).isFalse();
    }

    @Test
    void whatIsCutOffByTheEndIsNoDifference() {
        List<LabAlert> last = List.of(alert("burst", "a", END, END + 300));
        assertThat(Agreement.of(last, List.of(), END).agrees()).isTrue();
        assertThat(Agreement.of(List.of(), last, END).agrees()).isTrue();
        assertThat(Agreement.of(last, List.of(), END + 1).agrees()).isFalse();
    }

    @Test
    void anotherRuleOrSeriesIsAnotherAlert() {
        Agreement agreement = Agreement.of(
                List.of(alert("burst", "a", 10_000, 10_300)),
                List.of(alert("rate", "a", 10_000, 10_300), alert("burst", "b", 10_000, 10_300)),
                END);
        assertThat(agreement.pairs()).isEmpty();
        assertThat(agreement.onlyVirtual()).hasSize(1);
        assertThat(agreement.onlyLive()).hasSize(2);
    }

    @Test
    void figuresAreOfThoseThereAre() {
        assertThat(DelayFigures.of(List.of())).isEqualTo(new DelayFigures(0, 0, 0, 0));
        assertThat(DelayFigures.of(List.of(400L, -1001L, 1000L, 5000L))).isEqualTo(new DelayFigures(4, 400, 5000, 2));
    }

    private static LabAlert alert(String rule, String api, long decidedFor, long readAt) {
        return new LabAlert(new FiredAlert(rule, "P1", Map.of("api", api), 10_000, readAt, null, api), decidedFor);
    }
}
