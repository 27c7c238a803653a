package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.query.Deadline;
import dev.hypercare.query.TooSlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void noMoreReadAtOnceThanMayHoweverManyCome() throws Exception {
        Turns turns = new Turns(2);
        AtomicInteger reading = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int told = i;
                all.add(threads.submit(() -> turns.take(Deadline.within(LONG), () -> {
                    most.accumulateAndGet(reading.incrementAndGet(), Math::max);
                    Thread.yield();
                    reading.decrementAndGet();
                    return told;
                })));
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get()).isEqualTo(i);
            }
            assertThat(most.get()).isBetween(1, 2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsToldSoAndTakesNoTurnWithIt() {
        Turns turns = new Turns(1);
        assertThatThrownBy(() -> turns.take(
                        Deadline.within(LONG),
                        () -> CompletableFuture.supplyAsync(
                                        () -> turns.take(Deadline.within(Duration.ofMillis(5)), () -> "read"))
                                .join()))
                .hasCauseInstanceOf(TooSlow.class)
                .hasMessageContaining("more than 5 ms");
        assertThatThrownBy(() -> turns.take(Deadline.within(LONG), () -> {
                    throw new IllegalStateException("a fault");
                }))
                .hasMessage("a fault");
        assertThat(turns.take(Deadline.within(LONG), () -> "read")).isEqualTo("read");
    }
}
