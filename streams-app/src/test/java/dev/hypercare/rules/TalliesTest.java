package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hypercare.contract.measure.Kpis;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TalliesTest {
    private static final long START = 1_700_000_043_000L;
    private static final Set<Tally> WHICH = EnumSet.of(Tally.CALLS, Tally.FAILED, Tally.LOG_LATENCY);

    /** What was counted by slice, and the archive as the evaluator keeps it. */
    private static final class Life {
        private final TreeMap<Long, Kpis> slices = new TreeMap<>();
        private final Map<WindowStep, NavigableMap<Long, byte[]>> archived = new EnumMap<>(WindowStep.class);
        private Tallies tallies = new Tallies(WHICH);

        void second(long start, Random random, double busy) {
            long end = start + 1000;
            if (random.nextDouble() < busy) {
                Kpis kpis = SlidingWindowTest.kpis(List.of(
                        new int[] {random.nextInt(3) == 0 ? 500 : 200, random.nextInt(1_000_000)},
                        new int[] {200, random.nextInt(100_000)}));
                tallies.add(start, kpis);
                slices.put(start, kpis);
                archive(WindowStep.SLICE).put(start, kpis.toBytes());
            }
            tallies.moveTo(end);
            for (WindowStep step : List.of(WindowStep.TALLY_PANE, WindowStep.TALLY_MINUTE)) {
                if (step.startOf(end) == end) {
                    byte[] newest = tallies.newest(step, end - step.millis());
                    if (newest != null) {
                        archive(step).put(end - step.millis(), newest);
                    }
                }
            }
            Map<WindowStep, Long> kept = new EnumMap<>(WindowStep.class);
            Tallies.keep(kept);
            kept.forEach((step, millis) ->
                    archive(step).headMap(end - millis - step.millis(), true).clear());
        }

        private NavigableMap<Long, byte[]> archive(WindowStep step) {
            return archived.computeIfAbsent(step, unseen -> new TreeMap<>());
        }

        void restart(long end) {
            tallies = new Tallies(WHICH);
            tallies.restore(archived, 0);
            tallies.moveTo(end);
        }

        /** The sum over the slices from the step on that holds the beginning of a window. */
        long expected(int window, Tally tally, long end) {
            long millis = tallies.over(window).millis();
            long step = millis <= 60_000 ? 1000 : millis <= 480_000 ? 10_000 : 60_000;
            long from = Math.floorDiv(end - millis, step) * step;
            return slices.tailMap(from, true).values().stream()
                    .mapToLong(tally::in)
                    .sum();
        }
    }

    @Property(tries = 20)
    void everyWindowHoldsTheSumOfItsSlicesAlsoAfterRestartsAtAnyTime(
            @ForAll int seed, @ForAll @Scale(3) @DoubleRange(min = 0.002, max = 1) double busy) {
        Random random = new Random(seed);
        Life life = new Life();
        int length = 4200;
        int restart = 1 + random.nextInt(700);
        for (int second = 0; second < length; second++) {
            long start = START + second * 1000L;
            life.second(start, random, second > 2000 && second < 2300 ? 0 : busy);
            if (second % restart == restart - 1) {
                life.restart(start + 1000);
            }
            if (second % 61 == 0 || second % restart == restart - 1) {
                for (int window = 0; window < Tallies.WINDOWS; window++) {
                    for (Tally tally : WHICH) {
                        assertThat(life.tallies.over(window).of(tally))
                                .as("%s in window %s at second %s", tally, window, second)
                                .isEqualTo(life.expected(window, tally, start + 1000));
                    }
                }
            }
        }
    }

    @Test
    void aNumberThatNoRuleAskedForIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tallies(WHICH).over(0).of(Tally.COST))
                .withMessageContaining("COST");
    }

    @Test
    void whatWasWrittenForOtherRulesAndLacksANumberIsLeftOutAsAWhole() {
        Tallies few = new Tallies(EnumSet.of(Tally.CALLS));
        few.add(START, SlidingWindowTest.kpis(List.of(new int[] {200, 10})));
        long minute = WindowStep.TALLY_MINUTE.startOf(START);
        byte[] written = few.newest(WindowStep.TALLY_MINUTE, minute);
        assertThat(written).isNotNull();
        Tallies more = new Tallies(WHICH);
        more.restore(Map.of(WindowStep.TALLY_MINUTE, new TreeMap<>(Map.of(minute, written))), 0);
        more.moveTo(START + 20_000);
        assertThat(more.over(Tallies.WINDOWS - 1).of(Tally.CALLS)).isZero();
    }
}
