package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TickGateTest {
    private final TickGate<String> gate = new TickGate<>();

    @Test
    void tellsAnInstantOnlyOnceAllThatWasThereThenIsCommitted() {
        gate.saw(1000, Map.of("a", 5L, "b", 7L));

        assertThat(gate.due(Map.of())).isEmpty();
        assertThat(gate.due(Map.of("a", 5L, "b", 6L))).isEmpty();
        assertThat(gate.due(Map.of("a", 5L, "b", 7L))).hasValue(1000);
        assertThat(gate.due(Map.of("a", 5L, "b", 7L))).isEmpty();
    }

    @Test
    void ticksAtOnceWhereNothingEverArrived() {
        gate.saw(1000, Map.of("a", 0L));

        assertThat(gate.due(Map.of())).hasValue(1000);
    }

    @Test
    void tellsTheLatestOfSeveralInstantsThatAreDone() {
        gate.saw(1000, Map.of("a", 5L));
        gate.saw(2000, Map.of("a", 9L));
        gate.saw(3000, Map.of("a", 20L));

        assertThat(gate.due(Map.of("a", 10L))).hasValue(2000);
        assertThat(gate.missing(Map.of("a", 10L))).containsExactly(Map.entry("a", 20L));
        assertThat(gate.waits()).isTrue();
    }

    @Test
    void neverGoesBackWhenTheClockDoes() {
        gate.saw(2000, Map.of("a", 0L));
        assertThat(gate.due(Map.of())).hasValue(2000);

        gate.saw(1500, Map.of("a", 0L));
        assertThat(gate.due(Map.of())).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfInstantsWhileNormalisingLags() {
        for (int i = 0; i < 10 * TickGate.MOST_WAITING; i++) {
            gate.saw(i * 1000L, Map.of("a", i + 1L));
        }

        assertThat(gate.due(Map.of("a", Long.MAX_VALUE))).hasValue((TickGate.MOST_WAITING - 1) * 1000L);
        assertThat(gate.waits()).isFalse();
    }

    @Property
    void noTickIsAheadOfWhatWasCommitted(
            @ForAll @Size(min = 1, max = 60) int @IntRange(min = 0, max = 20) [] appended, @ForAll long seed) {
        TickGate<String> each = new TickGate<>();
        Random random = new Random(seed);
        Map<Long, Long> endAt = new HashMap<>();
        long end = 0;
        long done = 0;
        for (int second = 0; second < appended.length; second++) {
            end += appended[second];
            endAt.put(second * 1000L, end);
            each.saw(second * 1000L, Map.of("a", end));
            done += (long) (random.nextDouble() * (end - done + 1));
            done = Math.min(done, end);
            OptionalLong tick = each.due(Map.of("a", done));
            if (tick.isPresent()) {
                assertThat(endAt.get(tick.getAsLong())).isLessThanOrEqualTo(done);
            }
        }
    }
}
