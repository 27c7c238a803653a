package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.rules.statistics.BeforeAfter.Difference;
import dev.hypercare.rules.statistics.BeforeAfter.Settings;
import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BeforeAfterTest {
    private final Random random = new Random(11);

    /** A deployment that turns 3 % of the 200s into 400s. */
    @Test
    void findsTheClassOfStatusesThatADeploymentTurned() {
        List<Difference> found = compare(calls(1500, 0.001, 400, 50), calls(1500, 0.03, 400, 50));
        assertThat(found).extracting(Difference::what).containsExactlyInAnyOrder("4xx", "2xx");
        Difference more = found.stream().filter(Difference::rose).findFirst().orElseThrow();
        assertThat(more.what()).isEqualTo("4xx");
        assertThat(more.before()).isLessThan(0.01);
        assertThat(more.after()).isCloseTo(0.03, within(0.015));
        assertThat(more.callsBefore()).isEqualTo(1500);
        assertThat(more.pValue()).isLessThan(1e-4);
    }

    @Test
    void findsALatencyThatRose() {
        List<Difference> found = compare(calls(1000, 0, 200, 50), calls(1000, 0, 200, 65));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.what()).isEqualTo(BeforeAfter.LATENCY);
            assertThat(one.rose()).isTrue();
            assertThat(one.after() / one.before()).isCloseTo(1.3, within(0.15));
        });
    }

    @Test
    void saysWhatGotBetterToo() {
        assertThat(compare(calls(1000, 0.1, 503, 80), calls(1000, 0, 503, 50)))
                .filteredOn(one -> !one.what().equals("2xx"))
                .hasSize(2)
                .noneMatch(Difference::rose);
    }

    @Test
    void tellsClientsThatHungUpAndCallsWithoutResponseApart() {
        assertThat(compare(calls(1000, 0, 200, 50), calls(1000, 0.1, 499, 50)))
                .extracting(Difference::what)
                .contains("499");
        assertThat(compare(calls(1000, 0, 200, 50), calls(1000, 0.1, 0, 50)))
                .extracting(Difference::what)
                .contains("no response");
    }

    @Property(tries = 100, seed = "100")
    void saysNothingWhereNothingChanged(@ForAll Random any) {
        assertThat(compare(calls(any, 300, 0.02, 500, 50), calls(any, 900, 0.02, 500, 50)))
                .isEmpty();
    }

    @Test
    void saysNothingOfFewCalls() {
        assertThat(compare(calls(1000, 0, 500, 50), calls(49, 1, 500, 500))).isEmpty();
        assertThat(compare(calls(49, 0, 500, 50), calls(1000, 1, 500, 500))).isEmpty();
        assertThat(compare(new Kpis(), new Kpis())).isEmpty();
    }

    @Test
    void saysNothingOfWhatIsTooSmallToMatter() {
        Kpis before = calls(200_000, 0.001, 500, 50);
        Kpis after = calls(200_000, 0.003, 500, 52);
        assertThat(compare(before, after)).isEmpty();
        assertThat(BeforeAfter.compare(before, after, new Settings(50, 0.001, 1.02, 1e-4)))
                .isNotEmpty();
    }

    private static List<Difference> compare(Kpis before, Kpis after) {
        return BeforeAfter.compare(before, after, Settings.USUAL);
    }

    private Kpis calls(int n, double share, int status, double medianMillis) {
        return calls(random, n, share, status, medianMillis);
    }

    private static Kpis calls(Random random, int n, double share, int status, double medianMillis) {
        Kpis kpis = new Kpis();
        for (int i = 0; i < n; i++) {
            kpis.add(CallFigures.of(
                    Call.newBuilder()
                            .setCompletedAt(Instant.EPOCH)
                            .setGateway("gw")
                            .setApi("a")
                            .setRoute("/")
                            .setMethod("GET")
                            .setStatus(random.nextDouble() < share ? status : 200)
                            .setDurationMicros((long) (medianMillis * 1000 * Math.exp(0.3 * random.nextGaussian())))
                            .build(),
                    false));
        }
        return kpis;
    }
}
