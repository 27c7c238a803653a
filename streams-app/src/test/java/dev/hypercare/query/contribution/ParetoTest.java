package dev.hypercare.query.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.query.contribution.Pareto.Part;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ParetoTest {
    @Test
    void theFewestValuesThatMakeTheShareAreNamedAndTheRestIsCounted() {
        Pareto pareto = Pareto.of(Map.of("a", 50.0, "b", 30.0, "c", 15.0, "d", 5.0, "e", 0.0), 0.8);
        assertThat(pareto.parts()).containsExactly(new Part("a", 50, 0.5, 0.5), new Part("b", 30, 0.3, 0.8));
        assertThat(pareto.total()).isEqualTo(100);
        assertThat(pareto.rest()).isEqualTo(2);
        assertThat(pareto.restAmount()).isEqualTo(20);
    }

    @Test
    void equalAmountsStandInTheOrderOfTheirNamesAndNothingHasNoParts() {
        assertThat(Pareto.of(Map.of("b", 1.0, "a", 1.0), 1).parts())
                .extracting(Part::value)
                .containsExactly("a", "b");
        assertThat(Pareto.of(Map.of("a", 0.0), 0.8).parts()).isEmpty();
        assertThat(Pareto.of(Map.of(), 0.8).total()).isZero();
    }

    @Property(tries = 200)
    void sharesCumulateToTheShareAskedForAndNoFewerWouldDo(
            @ForAll @Size(max = 30) List<@IntRange(max = 1000) Integer> counts,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        Map<String, Double> amounts = new TreeMap<>();
        for (int i = 0; i < counts.size(); i++) {
            amounts.put("v" + i, (double) counts.get(i));
        }
        double share = percent / 100.0;
        Pareto pareto = Pareto.of(amounts, share);
        double sum = 0;
        double before = Double.MAX_VALUE;
        for (Part part : pareto.parts()) {
            assertThat(sum).as("no fewer would do").isLessThan(share);
            assertThat(part.amount()).isLessThanOrEqualTo(before);
            assertThat(amounts).containsEntry(part.value(), part.amount());
            sum += part.share();
            assertThat(part.cumulated()).isCloseTo(sum, within(1e-9));
            before = part.amount();
        }
        double parts = pareto.parts().stream().mapToDouble(Part::amount).sum();
        assertThat(parts + pareto.restAmount()).isCloseTo(pareto.total(), within(1e-6));
        if (pareto.total() > 0) {
            assertThat(sum).isGreaterThanOrEqualTo(share - 1e-9);
        }
    }
}
