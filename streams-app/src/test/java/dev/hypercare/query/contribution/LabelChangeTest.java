package dev.hypercare.query.contribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LabelChangeTest {
    @Test
    void theOneValueThatGrewExplainsTheIncrease() {
        LabelChange change = LabelChange.of(
                "version",
                Map.of(
                        "v1", new Amounts(10, 11, 1000, 1000),
                        "v2", new Amounts(2, 95, 200, 200)),
                1);
        assertThat(change.increase()).isEqualTo(94);
        assertThat(change.isEnough()).isTrue();
        assertThat(change.explaining()).extracting(ValueChange::value).containsExactly("v2");
        assertThat(change.explained()).isCloseTo(93.0 / 94, within(1e-12));
        assertThat(change.values().get(0).surprise()).isPositive();
        assertThat(change.values().get(1).surprise()).isNegative();
    }

    @Test
    void whatGrewAsTheTrafficDidHasNotChanged() {
        LabelChange change = LabelChange.of(
                "route", Map.of("a", new Amounts(10, 30, 100, 300), "b", new Amounts(20, 60, 200, 600)), 3);
        assertThat(change.increase()).isZero();
        assertThat(change.explaining()).isEmpty();
        assertThat(change.values()).extracting(ValueChange::contribution).containsOnlyNulls();
        assertThat(change.values())
                .allSatisfy(value -> assertThat(value.surprise()).isCloseTo(0, within(1e-12)));
    }

    @Test
    void withoutAnyBeforeTheSharesOfTheCallsAreExpected() {
        LabelChange change = LabelChange.of(
                "version", Map.of("v1", new Amounts(0, 0, 1000, 900), "v2", new Amounts(0, 50, 0, 100)), 1);
        assertThat(change.explaining()).extracting(ValueChange::value).containsExactly("v2");
        assertThat(change.surprise()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aLabelWithOneValueExplainsNothingSurprisingAndStandsBehindTheTrueCause() {
        LabelChange api = LabelChange.of("api", Map.of("pay", new Amounts(10, 110, 1000, 1000)), 1);
        LabelChange version = LabelChange.of(
                "version", Map.of("v1", new Amounts(9, 9, 900, 900), "v2", new Amounts(1, 101, 100, 100)), 1);
        assertThat(api.surprise()).isZero();
        assertThat(new ArrayList<>(List.of(api, version)).stream().sorted(LabelChange.BEST_FIRST))
                .extracting(LabelChange::label)
                .containsExactly("version", "api");
    }

    @Test
    void aChangeThatIsSpreadOverManyValuesIsExplainedByNone() {
        Map<String, Amounts> values = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            values.put("c" + i, new Amounts(1, 3, 100, 100));
        }
        LabelChange change = LabelChange.of("consumer", values, 1);
        assertThat(change.explaining()).isEmpty();
        assertThat(change.isEnough()).isFalse();
    }

    @Property(tries = 300)
    void contributionsSumToTheWholeChangeAndSurprisesAreBounded(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Amounts> values = new TreeMap<>();
        int n = 1 + random.nextInt(40);
        for (int i = 0; i < n; i++) {
            values.put(
                    "v" + i,
                    new Amounts(random.nextInt(200), random.nextInt(200), random.nextInt(1000), random.nextInt(1000)));
        }
        double scale = 0.1 + 3 * random.nextDouble();
        LabelChange change = LabelChange.of("label", values, scale);
        assertThat(change.values()).hasSize(n);
        if (change.increase() != 0) {
            assertThat(change.values().stream()
                            .mapToDouble(value -> value.contribution())
                            .sum())
                    .isCloseTo(1, within(1e-6));
        }
        double divergence = change.values().stream()
                .mapToDouble(value -> Math.abs(value.surprise()))
                .sum();
        assertThat(divergence).isBetween(0.0, 1.0 + 1e-9);
        assertThat(change.surprise()).isLessThanOrEqualTo(divergence + 1e-12);
        assertThat(change.explained())
                .isCloseTo(
                        change.explaining().stream()
                                .mapToDouble(value -> value.contribution())
                                .sum(),
                        within(1e-12));
    }
}
