package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.rules.TimeProcessor.VerdictPartitions;
import dev.hypercare.schemas.events.Verdict;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VerdictPartitionsTest {
    private final VerdictPartitions partitions = new VerdictPartitions();

    @Test
    void whatIsSaidOfAGatewayGoesWithTheTicksOfTheTaskThatSaysIt() {
        assertThat(of(VerdictPartitions.tick(7))).isEqualTo(7);
        assertThat(of(Telemetry.of(7, "edge-1").text())).isEqualTo(7);
        assertThat(of(Telemetry.ofAll("edge-1").text())).isEqualTo(of(VerdictPartitions.tick(0)));
        assertThat(of(Series.of(List.of("rule", Telemetry.SOURCE), List.of("slow", "11"))
                        .text()))
                .isEqualTo(11);
    }

    @Property(tries = 50)
    void theVersionsOfARouteGoWhereTheRouteGoes(
            @ForAll @AlphaChars String api, @ForAll @IntRange(max = 9) int version) {
        Series route = Series.of(List.of("api"), List.of(api));
        Series versioned = Series.of(List.of("api", "version"), List.of(api, "v" + version));
        assertThat(of(versioned.text())).isEqualTo(of(route.text()));
    }

    private int of(String key) {
        Set<Integer> found = partitions
                .partitions("verdicts", key, key.startsWith("tick-") ? null : new Verdict(), 12)
                .orElseThrow();
        assertThat(found).hasSize(1);
        return found.iterator().next();
    }
}
