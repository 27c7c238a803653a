package dev.hypercare.testdata.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScheduleTest {
    @Property(tries = 200)
    void everyKindOccursAfterTheWarmUpAndEndsBeforeTheEnd(
            @ForAll long seed, @ForAll @IntRange(min = 45, max = 3000) int minutes) {
        SimulationSettings settings =
                SimulationSettings.of(seed).lasting(Duration.ofMinutes(minutes), Duration.ofMinutes(minutes / 6));
        List<Schedule.Slot> slots = slots(settings);
        assertThat(slots.stream().map(Schedule.Slot::kind).distinct().sorted())
                .isEqualTo(Arrays.asList(SimulatedFaultKind.values()));
        assertThat(slots).isSortedAccordingTo(Comparator.comparingLong(Schedule.Slot::from));
        assertThat(slots).allSatisfy(slot -> {
            assertThat(slot.from()).isGreaterThanOrEqualTo(settings.firstFaultMillis());
            assertThat(slot.to()).isGreaterThan(slot.from()).isLessThan(settings.toMillis());
        });
    }

    @Property(tries = 100)
    void inTwelveHoursNoTwoFaultsOccurAtTheSameTimeAndThereIsQuietTime(@ForAll long seed) {
        List<Schedule.Slot> slots = slots(SimulationSettings.of(seed));
        assertThat(slots).hasSize(SimulatedFaultKind.values().length);
        SimulationSettings settings = SimulationSettings.of(seed);
        long longest = Math.max(
                slots.get(0).from() - settings.firstFaultMillis(),
                settings.toMillis() - slots.get(slots.size() - 1).to());
        for (int i = 1; i < slots.size(); i++) {
            long quiet = slots.get(i).from() - slots.get(i - 1).to();
            assertThat(quiet).isGreaterThan(Duration.ofMinutes(3).toMillis());
            longest = Math.max(longest, quiet);
        }
        assertThat(longest).isGreaterThan(Duration.ofMinutes(30).toMillis());
    }

    @Property(tries = 100)
    void thinTrafficFailsWhenThereIsLeastOfIt(@ForAll long seed) {
        SimulationSettings settings = SimulationSettings.of(seed);
        DailyLoad day = new DailyLoad(seed);
        List<Schedule.Slot> slots = slots(settings);
        Schedule.Slot thin = slots.stream()
                .filter(slot -> slot.kind() == SimulatedFaultKind.THIN_TRAFFIC_ERRORS)
                .findFirst()
                .orElseThrow();
        double least =
                slots.stream().mapToDouble(slot -> day.load(slot.from())).min().orElseThrow();
        assertThat(day.load(thin.from())).isLessThanOrEqualTo(least * 1.15);
    }

    private static List<Schedule.Slot> slots(SimulationSettings settings) {
        return Schedule.of(settings, new DailyLoad(settings.seed()), new Draws(settings.seed()));
    }
}
