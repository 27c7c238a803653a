package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedWindowTest {
    private static final Simulation SIMULATION = Simulation.of(SimulationSettings.of(3)
            .lasting(Duration.ofMinutes(25), Duration.ofMinutes(5))
            .scaled(0.2));
    private static final Duration LENGTH = Duration.ofMinutes(3);
    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration MARGIN = Duration.ofSeconds(30);

    @Test
    void theWholeHasTheCallsAndTheFaultsOfTheSimulation() {
        SimulatedWindow whole = SimulatedWindow.whole(SIMULATION);
        assertThat(list(whole.calls())).isEqualTo(beforeTheEnd(list(SIMULATION.calls()), whole.to()));
        assertThat(whole.faults()).isEqualTo(SIMULATION.faults());
    }

    @Test
    void aPartHasTheCallsThatArriveInIt() {
        SimulatedWindow part = SimulatedWindow.fullest(SIMULATION, LENGTH, BEFORE, MARGIN);
        List<SimulatedCall> expected = list(SIMULATION.calls()).stream()
                .filter(call -> call.arrivedAt() >= part.from() && call.arrivedAt() < part.to())
                .toList();
        assertThat(list(part.calls())).isNotEmpty().isEqualTo(expected);
    }

    @Test
    void noOtherPartOfItsLengthHasMoreFaultsToFind() {
        SimulatedWindow part = SimulatedWindow.fullest(SIMULATION, LENGTH, BEFORE, MARGIN);
        long found = judged(part);
        assertThat(found).isPositive();
        for (long later = 10_000;
                part.from() + later + LENGTH.toMillis() < SIMULATION.settings().toMillis();
                later += 10_000) {
            SimulatedWindow other = new SimulatedWindow(SIMULATION, part.from() + later, part.to() + later, MARGIN, 0);
            long others = other.faults().stream()
                    .filter(fault -> fault.decidableAt() != null && fault.from() >= other.from() + BEFORE.toMillis())
                    .count();
            assertThat(others).isLessThanOrEqualTo(found);
        }
    }

    @Test
    void whatBeganBeforeAndWhatIsDecidableTooLateIsNotJudged() {
        SimulatedFault fault = SIMULATION.faults().stream()
                .filter(one -> one.decidableAt() != null)
                .findFirst()
                .orElseThrow();
        long decidable = fault.decidableAt() == null ? 0 : fault.decidableAt();
        assertThat(decidableIn(fault, fault.from(), decidable + 30_000)).isTrue();
        assertThat(decidableIn(fault, fault.from() + 1, decidable + 30_000)).isFalse();
        assertThat(decidableIn(fault, fault.from(), decidable + 29_999)).isFalse();
    }

    @Test
    void itBeginsAtTheFirstStepFromAnInstantOnWithTheSameCallsAndFaults() {
        SimulatedWindow part = SimulatedWindow.fullest(SIMULATION, LENGTH, BEFORE, MARGIN);
        long earliest = Instant.parse("2026-11-22T14:03:21.700Z").toEpochMilli();
        SimulatedWindow moved = part.movedTo(earliest, Duration.ofMinutes(1));
        assertThat(moved.moved() % 60_000).isZero();
        assertThat(moved.from()).isBetween(earliest, earliest + 59_999);
        assertThat(moved.length()).isEqualTo(LENGTH);
        assertThat(list(moved.calls()))
                .isEqualTo(list(part.calls()).stream()
                        .map(call -> call.movedBy(moved.moved()))
                        .toList());
        assertThat(moved.faults())
                .isEqualTo(part.faults().stream()
                        .map(fault -> fault.movedBy(moved.moved()))
                        .toList());
        assertThat(moved.movedTo(part.from(), Duration.ofMinutes(1))).isEqualTo(part);
    }

    @Test
    void aPartThatIsLongerThanTheWholeIsRefused() {
        assertThatThrownBy(() -> SimulatedWindow.fullest(SIMULATION, Duration.ofHours(1), BEFORE, MARGIN))
                .hasMessageContaining("expected: at most that of the simulation");
        assertThatThrownBy(() -> new SimulatedWindow(SIMULATION, 5, 5, MARGIN, 0))
                .hasMessageContaining("expected: from before to");
    }

    private static boolean decidableIn(SimulatedFault fault, long from, long to) {
        return new SimulatedWindow(SIMULATION, from, to, MARGIN, 0)
                .faults().stream().anyMatch(one -> one.id().equals(fault.id()) && one.decidableAt() != null);
    }

    private static long judged(SimulatedWindow window) {
        return window.faults().stream()
                .filter(fault -> fault.decidableAt() != null)
                .count();
    }

    private static List<SimulatedCall> beforeTheEnd(List<SimulatedCall> calls, long end) {
        return calls.stream().filter(call -> call.arrivedAt() < end).toList();
    }

    private static List<SimulatedCall> list(Iterator<SimulatedCall> calls) {
        List<SimulatedCall> list = new ArrayList<>();
        calls.forEachRemaining(list::add);
        return list;
    }
}
