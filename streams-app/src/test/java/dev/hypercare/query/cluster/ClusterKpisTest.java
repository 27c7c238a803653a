package dev.hypercare.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.Freshness;
import dev.hypercare.query.Freshness.Missing;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.cluster.Gathered.Part;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClusterKpisTest {
    private static final long NOW = 1_000_000;
    private static final long LAG = 35_000;

    @Test
    void tasksThatCloseAPaneApartAreFresh() {
        assertThat(freshness(part(0, false, NOW), part(1, false, NOW - 10_000))).isEqualTo(Freshness.FRESH);
    }

    @Test
    void aTaskThatHasFallenBehindIsStaleByThat() {
        assertThat(freshness(part(0, false, NOW), part(1, false, NOW - 30_000))).isEqualTo(Freshness.behind(30_000L));
    }

    @Test
    void aCopyIsStaleEvenWhereItHasAll() {
        assertThat(freshness(part(0, true, NOW))).isEqualTo(Freshness.behind(0L));
        assertThat(freshness(part(0, true, NOW - 20_000), part(1, true, NOW))).isEqualTo(Freshness.behind(20_000L));
    }

    @Test
    void aTaskInWhichNothingHasClosedYetIsNotBehind() {
        assertThat(freshness(part(0, false, KpiPart.NOTHING_CLOSED), part(1, false, NOW)))
                .isEqualTo(Freshness.FRESH);
    }

    @Test
    void whereAllAreBehindTheyAreStaleByWhatTheyLackOfTheTimeAskedFor() {
        assertThat(freshness(NOW + 35_000, part(0, false, NOW))).isEqualTo(Freshness.FRESH);
        assertThat(freshness(NOW + 35_001, part(0, false, NOW))).isEqualTo(Freshness.behind(35_001L));
        assertThat(freshness(NOW + 60_000, part(0, true, NOW - 20_000), part(1, false, NOW)))
                .isEqualTo(Freshness.behind(80_000L));
    }

    @Test
    void whatIsMissingIsTold() {
        Missing missing = new Missing("kpis", new TreeSet<>(List.of(1)), "gone");
        Gathered<KpiPart> gathered = new Gathered<>(List.of(part(0, false, NOW)), List.of(missing));
        assertThat(ClusterKpis.freshness(gathered, NOW, NOW, LAG).missing()).containsExactly(missing);
    }

    @SafeVarargs
    private static Freshness freshness(Part<KpiPart>... parts) {
        return freshness(NOW, parts);
    }

    @SafeVarargs
    private static Freshness freshness(long told, Part<KpiPart>... parts) {
        return ClusterKpis.freshness(new Gathered<>(List.of(parts), List.of()), NOW, told, LAG);
    }

    private static Part<KpiPart> part(int partition, boolean copy, long closedUpTo) {
        return new Part<>(partition, copy, new KpiPart(closedUpTo, true, false, List.of()));
    }
}
