package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnRateTest {
    private static final long START = 1_700_000_000_000L;
    private static final double TARGET = 0.999;
    private static final Duration MONTH = Duration.ofDays(30);

    /** Seconds from the slice before, and its calls. */
    record Step(int gap, int calls, int bad) {}

    @Property(tries = 300)
    void everyWindowEqualsTheSumOfWhatIsLeft(@ForAll("steps") List<Step> steps) {
        BurnRate rate = new BurnRate(TARGET, START, START);
        List<long[]> all = new ArrayList<>();
        long at = START;
        for (Step step : steps) {
            at += step.gap() * 1000L;
            rate.add(at, step.calls(), step.bad());
            all.add(new long[] {at, step.calls(), step.bad()});
            long end = at + 1000;
            rate.moveTo(end);
            for (BurnWindow window : BurnWindow.values()) {
                long calls = 0;
                long bad = 0;
                for (long[] one : all) {
                    long leaves = one[0] - one[0] % window.stepMillis() + window.stepMillis();
                    calls += leaves > end - window.millis() ? one[1] : 0;
                    bad += leaves > end - window.millis() ? one[2] : 0;
                }
                assertThat(rate.burn(window).calls()).isEqualTo(calls);
                assertThat(rate.burn(window).bad()).isEqualTo(bad);
            }
        }
    }

    @Property(tries = 200)
    void goesOnFromItsBytesAsIfNothingHadHappened(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(max = 40) int cut) {
        BurnRate straight = new BurnRate(TARGET, START, START + 60_000);
        BurnRate restored = new BurnRate(TARGET, START, START + 60_000);
        long at = START;
        for (int i = 0; i < steps.size(); i++) {
            if (i == cut) {
                restored = BurnRate.read(ByteBuffer.wrap(bytes(restored)), TARGET);
            }
            at += steps.get(i).gap() * 1000L;
            for (BurnRate rate : List.of(straight, restored)) {
                rate.add(at, steps.get(i).calls(), steps.get(i).bad());
                rate.moveTo(at + 1000);
            }
            assertThat(bytes(restored)).isEqualTo(bytes(straight));
            for (BurnWindow window : BurnWindow.values()) {
                assertThat(restored.burn(window)).isEqualTo(straight.burn(window));
            }
            assertThat(restored.budget(MONTH)).isEqualTo(straight.budget(MONTH));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> gap = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(10, Arbitraries.integers().between(1, 20)),
                net.jqwik.api.Tuple.of(5, Arbitraries.integers().between(20, 4000)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(4000, 400_000)));
        return Combinators.combine(
                        gap,
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, 1000))
                .as((seconds, calls, bad) -> new Step(seconds, calls, Math.min(calls, bad)))
                .list()
                .ofMaxSize(60);
    }

    @Test
    void itsBytesAreFewAlsoAfterThreeBusyDays() {
        BurnRate rate = new BurnRate(TARGET, START, START);
        for (long at = START; at < START + 4 * 86_400_000L; at += 10_000) {
            rate.add(at, 10_000, at % 70_000 == 0 ? 13 : 0);
        }
        assertThat(bytes(rate)).hasSizeLessThan(3072);
    }

    @ParameterizedTest
    @CsvSource({"HOUR, 14.4", "SIX_HOURS, 6", "DAY, 3", "THREE_DAYS, 1"})
    void theFactorsOfThirtyDaysAreTheUsualOnes(BurnPair pair, double factor) {
        assertThat(pair.factor(MONTH)).isCloseTo(factor, within(1e-9));
    }

    @Test
    void noPeriodMakesAPaceABreachThatTheBudgetLastsFor() {
        assertThat(BurnPair.THREE_DAYS.factor(Duration.ofDays(14))).isOne();
        assertThat(BurnPair.HOUR.factor(Duration.ofDays(14))).isCloseTo(6.72, within(1e-9));
    }

    @Test
    void oneFailureInTenCallsPagesNobody() {
        BurnRate rate = new BurnRate(TARGET, START, START);
        rate.add(START, 10, 1);
        assertThat(rate.burn(BurnWindow.HOUR).rate()).isCloseTo(100, within(1e-9));
        assertThat(rate.proven(BurnWindow.HOUR, 0.95)).isCloseTo(5.1, within(0.05));
        assertThat(rate.burning(MONTH)).isNull();
    }

    @Test
    void aRealOutageBurnsAtOnceAndStopsWithTheShortWindow() {
        BurnRate rate = new BurnRate(TARGET, START, START);
        long at = START;
        for (; at < START + 3_600_000; at += 1000) {
            rate.add(at, 20, 0);
        }
        for (int i = 0; i < 120; i++, at += 1000) {
            rate.add(at, 20, 10);
        }
        assertThat(rate.burning(MONTH)).isEqualTo(BurnPair.HOUR);
        for (int i = 0; i < 320; i++, at += 1000) {
            rate.add(at, 20, 0);
        }
        assertThat(rate.burns(BurnPair.HOUR, 14.4)).isFalse();
        assertThat(rate.burn(BurnWindow.FIVE_MINUTES).bad()).isZero();
        assertThat(rate.burn(BurnWindow.HOUR).bad()).isEqualTo(1200);
    }

    @Test
    void withoutCallsThereIsNoPace() {
        BurnRate rate = new BurnRate(TARGET, START, START);
        rate.moveTo(START + 1000);
        assertThat(rate.burn(BurnWindow.HOUR).rate()).isNaN();
        assertThat(rate.burning(MONTH)).isNull();
        assertThat(rate.budget(MONTH)).isEqualTo(new BurnRate.Budget(0, null));
    }

    @Test
    void tellsWhatIsSpentSinceTheGoLiveAndWhenItWillBeAllOfIt() {
        long goLive = START + 3_600_000;
        BurnRate rate = new BurnRate(TARGET, START, goLive);
        rate.add(START, 1_000_000, 500_000); // a load test before
        for (long at = goLive; at < goLive + 3 * 86_400_000L; at += 60_000) {
            rate.add(at, 1000, 2); // twice the pace
        }
        rate.moveTo(goLive + 3 * 86_400_000L);
        BurnRate.Budget budget = rate.budget(MONTH);
        assertThat(budget.spent()).isCloseTo(0.2, within(1e-9));
        assertThat((double) budget.exhaustedAt()).isCloseTo(goLive + 15 * 86_400_000.0, within(60_000.0));
        rate.goLive(goLive + 86_400_000L);
        assertThat(rate.budget(MONTH).spent()).isCloseTo(2.0 * 2 / 30, within(0.001));
        rate.add(goLive + 3 * 86_400_000L, 1_000_000, 1_000_000);
        assertThat(rate.budget(MONTH).spent()).isGreaterThan(1);
        assertThat(rate.budget(MONTH).exhaustedAt()).isEqualTo(goLive + 3 * 86_400_000L + 1);
    }

    @Test
    void whatASlotCannotHoldDoesNotStayInTheSums() {
        BurnRate rate = new BurnRate(TARGET, START, START);
        rate.add(START, 3L * Integer.MAX_VALUE, 2L * Integer.MAX_VALUE);
        assertThat(rate.burn(BurnWindow.THREE_DAYS).calls()).isEqualTo(Integer.MAX_VALUE);
        rate.moveTo(START + 4 * 86_400_000L);
        assertThat(rate.burn(BurnWindow.THREE_DAYS).calls()).isZero();
        assertThat(rate.burn(BurnWindow.FIVE_MINUTES).bad()).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BurnRate(99.9, START, START))
                .withMessageContaining("such as 0.999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BurnRate(TARGET, START, START).add(START, 1, 2))
                .withMessageContaining("2 of 1");
        assertThatExceptionOfType(UnknownLayout.class)
                .isThrownBy(() -> BurnRate.read(ByteBuffer.wrap(new byte[] {9}), TARGET));
    }

    private static byte[] bytes(BurnRate rate) {
        BinaryWriter writer = new BinaryWriter();
        rate.write(writer);
        return writer.toBytes();
    }
}
