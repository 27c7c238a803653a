package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftLessonTest {
    private static final long MINUTE = Learned.STEP_MILLIS;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** A Monday. */
    private static final long START = Instant.parse("2026-11-16T00:00:00Z").toEpochMilli();

    private final Random random = new Random(7);

    /** How many times as slow, and which share fails, at an instant. */
    @FunctionalInterface
    private interface Shape {
        double at(long at);
    }

    @Test
    void latencyThatRisesOverHoursIsFoundAndTheDaysAndWeekendsBeforeAreNot() {
        DriftLesson drift = new DriftLesson(DriftKind.LATENCY, null);
        long monday = START + 14 * DAY;
        assertThat(foundAt(drift, START, monday, at -> season(at), at -> 0)).isEqualTo(-1);
        long found = foundAt(
                drift, monday, monday + 10 * HOUR, at -> season(at) * (1 + 0.1 * (at - monday) / HOUR), at -> 0);
        assertThat(found - monday).isBetween(HOUR, 8 * HOUR);
        assertThat(drift.times()).isBetween(1.3, 2.2);
        assertThat(drift.since()).isBetween(monday - HOUR, found);
    }

    @Test
    void failuresThatRiseOverHoursAreFound() {
        DriftLesson drift = new DriftLesson(DriftKind.FAILED_RATIO, null);
        long friday = START + 4 * DAY;
        assertThat(foundAt(drift, START, friday, at -> 1, at -> 0.01)).isEqualTo(-1);
        long found = foundAt(drift, friday, friday + 12 * HOUR, at -> 1, at -> 0.01 + 0.004 * (at - friday) / HOUR);
        assertThat(found - friday).isBetween(HOUR, 12 * HOUR);
        assertThat(drift.seen()).isBetween(0.015, 0.08);
    }

    @Test
    void aNewLevelIsOrdinaryAfterADay() {
        DriftLesson drift = new DriftLesson(DriftKind.LATENCY, null);
        foundAt(drift, START, START + 3 * DAY, at -> 1, at -> 0);
        assertThat(foundAt(drift, START + 3 * DAY, START + 4 * DAY, at -> 1.5, at -> 0))
                .isPositive();
        foundAt(drift, START + 4 * DAY, START + 5 * DAY, at -> 1.5, at -> 0);
        assertThat(drift.isRising()).isFalse();
    }

    @Test
    void nothingIsKnownOnTheFirstDay() {
        DriftLesson drift = new DriftLesson(DriftKind.LATENCY, null);
        assertThat(foundAt(drift, START, START + DAY - HOUR, at -> 1 + (at - START) / (double) DAY, at -> 0))
                .isEqualTo(-1);
        assertThat(drift.isKnown()).isFalse();
    }

    @Test
    void aNamedBaselineIsKnownFromTheFirstMinuteOn() {
        Series pay = new Series("api=pay");
        BaselineMaker maker = new BaselineMaker("pre-launch", START - 3 * HOUR, START);
        for (long at = START - 3 * HOUR; at < START; at += MINUTE) {
            maker.add(pay, at, minute(1, 0.01));
        }
        ReferenceBook book = new ReferenceBook();
        maker.finish("me", Instant.EPOCH)
                .forEach(one -> book.baselines().put(BaselineMaker.key("pre-launch", one.getSeries()), one));
        DriftLesson drift = new DriftLesson(DriftKind.FAILED_RATIO, "pre-launch");
        drift.consult(book, pay, Map.of("api", "pay"));
        long found = foundAt(drift, START, START + 8 * HOUR, at -> 1, at -> 0.01 + 0.005 * (at - START) / HOUR);
        assertThat(found).isPositive();
    }

    @Test
    void itGoesOnAfterARestart() {
        DriftLesson straight = new DriftLesson(DriftKind.LATENCY, null);
        DriftLesson again = new DriftLesson(DriftKind.LATENCY, null);
        for (long at = START; at < START + 2 * DAY + 5 * HOUR; at += MINUTE) {
            Kpis minute = minute(at < START + 2 * DAY ? 1 : 1.6, 0);
            straight.learn(minute, at + MINUTE);
            again.learn(minute, at + MINUTE);
            if (Math.floorMod(at, 7 * MINUTE) == 0) {
                BinaryWriter bytes = new BinaryWriter();
                again.write(bytes);
                again = new DriftLesson(DriftKind.LATENCY, null).restored(ByteBuffer.wrap(bytes.toBytes()));
            }
        }
        assertThat(straight.isRising()).isTrue();
        assertThat(again.isRising()).isTrue();
        assertThat(again.since()).isEqualTo(straight.since());
        assertThat(again.times()).isEqualTo(straight.times());
    }

    /** The first minute at which it rises; -1 for none. */
    private long foundAt(DriftLesson drift, long from, long to, Shape slower, Shape fails) {
        long found = -1;
        for (long at = from; at < to; at += MINUTE) {
            drift.learn(minute(slower.at(at), fails.at(at)), at + MINUTE);
            found = found < 0 && drift.isRising() ? at + MINUTE : found;
        }
        return found;
    }

    /** Slow by day, fast by night, and slower on working days. */
    private static double season(long at) {
        double hour = Math.floorMod(at, DAY) / (double) HOUR;
        boolean weekend = Math.floorMod(Math.floorDiv(at, DAY) + 4, 7) % 6 == 0;
        return (weekend ? 0.7 : 1) * (1 + 0.5 * Math.sin((hour - 6) * Math.PI / 12));
    }

    /** Ten calls of about 50 ms. */
    private Kpis minute(double slower, double fails) {
        List<int[]> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int micros = (int) (50_000 * slower * Math.exp(0.4 * random.nextGaussian()));
            calls.add(new int[] {random.nextDouble() < fails ? 500 : 200, micros});
        }
        return SlidingWindowTest.kpis(calls);
    }
}
