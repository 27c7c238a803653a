package dev.hypercare.deliver.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.deliver.GivenAlert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long LONG_AGO = NOW - 600_000;
    private static final Instant SINCE = Instant.ofEpochMilli(LONG_AGO);

    private final Backlog backlog = new Backlog(60_000);

    @Test
    void whatIsFreshIsToldAtOnce() {
        Transition fresh = GivenAlert.firing("orders", SINCE).at(7, NOW - 1_000);

        assertThat(backlog.add(fresh, NOW)).containsExactly(fresh);
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void anAlertThatBeganAndEndedInThePastIsNeverTold() {
        backlog.add(GivenAlert.firing("orders", SINCE).at(1, LONG_AGO), NOW);
        backlog.add(GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(9)).at(2, LONG_AGO), NOW + 10);
        Transition lasts = GivenAlert.firing("payments", SINCE).at(3, LONG_AGO);
        backlog.add(lasts, NOW + 20);

        assertThat(backlog.ready(NOW + 1_000)).isEmpty();
        assertThat(backlog.firstHeld("alerts-0")).isEqualTo(1);
        assertThat(backlog.ready(NOW + 20 + Backlog.QUIET_MS)).containsExactly(lasts);
        assertThat(backlog.firstHeld("alerts-0")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theEndOfWhatWasToldBeforeIsTold() {
        Transition end =
                GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(9)).at(2, LONG_AGO);
        backlog.add(end, NOW);

        assertThat(backlog.ready(NOW + Backlog.QUIET_MS)).containsExactly(end);
    }

    @Test
    void aFreshRecordOfThePartitionSaysThatItHasCaughtUp() {
        Transition old = GivenAlert.firing("orders", SINCE).at(1, LONG_AGO);
        Transition fresh = GivenAlert.firing("payments", SINCE).at(2, NOW);
        backlog.add(old, NOW);

        assertThat(backlog.add(fresh, NOW)).containsExactly(old, fresh);
    }

    @Test
    void afterAMinuteOfTryingWhatIsKnownIsTold() {
        Transition last = null;
        for (int i = 0; i < 60; i++) {
            last = GivenAlert.firing("orders", SINCE).at(i, LONG_AGO);
            backlog.add(last, NOW + i * 1_000L);
            assertThat(backlog.ready(NOW + i * 1_000L)).isEmpty();
        }
        assertThat(backlog.ready(NOW + Backlog.LONGEST_MS)).containsExactly(last);
    }

    @Test
    void whatEndedAndBeganAgainIsToldAsItIsNow() {
        backlog.add(GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(9)).at(2, LONG_AGO), NOW);
        Transition again = GivenAlert.firing("orders", SINCE.plusSeconds(20)).at(3, LONG_AGO);
        backlog.add(again, NOW);

        assertThat(backlog.ready(NOW + Backlog.QUIET_MS)).containsExactly(again);
    }
}
