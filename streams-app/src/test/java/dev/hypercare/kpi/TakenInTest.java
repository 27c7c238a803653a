package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Kpis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import org.junit.jupiter.api.Test;

/** What the rules are told of late calls and dead letters, when they come. */
class TakenInTest {
    private static final long START = 1_800_000_000_000L;
    private static final String EAST = "source=3,gateway=edge-1";
    private static final String DEAD_LETTERS = "source=3,gateway={dead-letters}";

    private final Deque<byte[]> packs = new ArrayDeque<>();
    private final KpiConfig config = KpiConfig.read(
            Section.parse("kpi.yaml", "{correct-for: 1h, lateness: 2s, views: ['api']}", new Problems()));
    private final CombineStep step = new CombineStep(config, 3, new HashMap<>(), packs, counts -> {}, view -> true);

    @Test
    void lateCallsAreToldInTheSliceInWhichTheyComeByGateway() {
        step.tick(START);
        call(START + 10_000);
        call(START + 10_500);
        call(START + 3_000); // late
        call(START - 7_200_000); // too late to be counted where it belongs
        step.flush();
        CombinedKpis all = CombinedKpis.of(packs);
        assertThat(all.sum(EAST, Kpis::calls)).isEqualTo(2);
        // The newest call less the lateness.
        assertThat(all.sum(EAST + " " + (START + 8_500) + " 0", Kpis::late)).isEqualTo(1);
        assertThat(all.sum(EAST + " " + (START + 8_500) + " 0", Kpis::tooLate)).isEqualTo(1);
        assertThat(all.sum(EAST, Kpis::late)).isEqualTo(1);
    }

    @Test
    void deadLettersAreToldInTheSliceInWhichTheyComeWhateverTheirGateway() {
        step.deadLetter(); // there is no time yet
        call(START + 10_000);
        step.deadLetter();
        step.deadLetter();
        step.flush();
        step.flush();
        CombinedKpis all = CombinedKpis.of(packs);
        assertThat(all.sum(DEAD_LETTERS + " " + (START + 8_000) + " 0", Kpis::calls))
                .isEqualTo(2);
        assertThat(all.sum(DEAD_LETTERS, Kpis::calls)).isEqualTo(2);
    }

    @Test
    void whatCameOfAGatewayIsToldAlsoWhereItIsForgottenBeforeTheFlush() {
        step.tick(START);
        call(START + 10_000);
        step.tick(START + 2 * 3_600_000);
        step.flush();
        assertThat(CombinedKpis.of(packs).sum(EAST, Kpis::calls)).isEqualTo(1);
        call(START + 2 * 3_600_000 + 1000);
        step.tick(START + 4 * 3_600_000);
        call(START + 4 * 3_600_000 + 1000);
        step.flush();
        step.flush();
        assertThat(CombinedKpis.of(packs).sum(EAST, Kpis::calls)).isEqualTo(3);
    }

    private void call(long at) {
        step.call(Calls.call("orders", "/a", 200, at, 10_000));
    }
}
