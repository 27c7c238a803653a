package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.schemas.events.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetLessonTest {
    private static final Measure TOKENS = Objects.requireNonNull(Measures.find("tokens"));
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long MINUTE = Learned.STEP_MILLIS;

    @Test
    void aMonthEndsAtMidnightOfItsTimeZone() {
        BudgetLesson used = new BudgetLesson(TOKENS, BudgetPeriod.MONTH, BERLIN);
        long end = millis("2026-10-31T23:00:00Z");
        used.learn(minute(100), end - MINUTE);
        used.learn(minute(200), end);
        assertThat(used.spent(end - MINUTE)).isEqualTo(300);
        assertThat(used.spent(end)).as("it is November in Berlin").isZero();
        used.learn(minute(5), end + MINUTE);
        assertThat(used.spent(end + MINUTE)).isEqualTo(5);
    }

    @Test
    void aDayOnWhichClocksGoBackHasTwentyFiveHours() {
        BudgetLesson used = new BudgetLesson(TOKENS, BudgetPeriod.DAY, BERLIN);
        used.learn(minute(1), millis("2026-10-25T12:00:00Z"));
        assertThat(used.length(millis("2026-10-25T12:00:00Z")))
                .isEqualTo(Duration.ofHours(25).toMillis());
        assertThat(used.end(millis("2026-10-26T12:00:00Z")))
                .as("of the next day, of which nothing was learned")
                .isEqualTo(millis("2026-10-26T23:00:00Z"));
    }

    @Test
    void aWeekBeginsOnMonday() {
        BudgetLesson used = new BudgetLesson(TOKENS, BudgetPeriod.WEEK, ZoneId.of("UTC"));
        long sunday = millis("2026-11-22T23:59:00Z");
        used.learn(minute(7), sunday);
        assertThat(used.spent(sunday)).isEqualTo(7);
        assertThat(used.spent(sunday + MINUTE)).isZero();
    }

    @Test
    void thePaceIsThatOfTheLastTwelveSteps() {
        BudgetLesson used = new BudgetLesson(TOKENS, BudgetPeriod.HOUR, ZoneId.of("UTC"));
        long at = millis("2026-11-22T10:00:00Z");
        for (int i = 1; i <= 6; i++) {
            used.learn(minute(120), at + i * MINUTE);
        }
        assertThat(used.pace(at + 6 * MINUTE) * MINUTE).isCloseTo(60, within(1e-9));
        assertThat(used.pace(at + 15 * MINUTE) * MINUTE).isCloseTo(30, within(1e-9));
        assertThat(used.pace(at + 60 * MINUTE)).isZero();
        used.learn(minute(12), at + 60 * MINUTE);
        assertThat(used.pace(at + 60 * MINUTE) * MINUTE).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatWasUsedWithoutUsageIsTold() {
        BudgetLesson used = new BudgetLesson(TOKENS, BudgetPeriod.HOUR, ZoneId.of("UTC"));
        long at = millis("2026-11-22T10:30:00Z");
        assertThat(used.withoutUsage(at)).isNaN();
        Kpis minute = minute(10);
        minute.merge(minute(null));
        used.learn(minute, at);
        assertThat(used.withoutUsage(at)).isEqualTo(0.5);
    }

    @Test
    void itGoesOnAfterItWasWrittenAndRead() {
        BudgetLesson straight = new BudgetLesson(TOKENS, BudgetPeriod.DAY, BERLIN);
        BudgetLesson again = new BudgetLesson(TOKENS, BudgetPeriod.DAY, BERLIN);
        long at = millis("2026-11-22T20:00:00Z");
        for (int i = 0; i < 400; i++) {
            at += MINUTE;
            straight.learn(minute(i % 7), at);
            again.learn(minute(i % 7), at);
            BinaryWriter bytes = new BinaryWriter();
            again.write(bytes);
            again = new BudgetLesson(TOKENS, BudgetPeriod.DAY, BERLIN).restored(ByteBuffer.wrap(bytes.toBytes()));
            assertThat(again.spent(at)).isEqualTo(straight.spent(at));
            assertThat(again.pace(at)).isEqualTo(straight.pace(at));
            assertThat(again.end(at)).isEqualTo(straight.end(at));
        }
    }

    /** One call to a model; null for one that tells no usage. */
    private static Kpis minute(@Nullable Integer tokens) {
        Kpis kpis = new Kpis();
        kpis.add(CallFigures.of(
                Call.newBuilder()
                        .setCompletedAt(Instant.EPOCH)
                        .setGateway("gw")
                        .setApi("chat")
                        .setRoute("/v1")
                        .setMethod("POST")
                        .setStatus(200)
                        .setModel("m")
                        .setTokensIn(tokens == null ? null : (long) tokens)
                        .setTokensOut(tokens == null ? null : 0L)
                        .build(),
                false));
        return kpis;
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
