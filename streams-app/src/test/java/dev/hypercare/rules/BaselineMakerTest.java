package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Baseline;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BaselineMakerTest {
    private static final long MINUTE = Learned.STEP_MILLIS;
    private static final long START = Instant.parse("2026-11-20T10:00:00Z").toEpochMilli();
    private static final Series PAY = new Series("api=pay");
    private static final NormKind CALLS = Objects.requireNonNull(NormKind.find("calls"));

    @Test
    void itTellsOfEachSeriesWhatWasOrdinaryInThePeriod() {
        BaselineMaker maker = new BaselineMaker("pre-launch", START, START + 60 * MINUTE);
        for (int i = -5; i < 70; i++) {
            maker.add(PAY, START + i * MINUTE, minute(50));
        }
        maker.add(new Series("api=thin"), START, minute(1));
        List<Baseline> made = maker.finish("me", Instant.EPOCH);
        assertThat(made).hasSize(1);
        Baseline pay = made.get(0);
        assertThat(pay.getSeries()).isEqualTo("api=pay");
        assertThat(pay.getMinutes()).isEqualTo(60);
        assertThat(pay.getFigures()).containsEntry("calls", 3000.0).containsEntry("failed_ratio", 0.0);
        assertThat(pay.getNorms()).containsKeys("calls", "failed_ratio");
        ReferenceBook book = new ReferenceBook();
        book.baselines().put(BaselineMaker.key("pre-launch", "api=pay"), pay);
        AgainstNorm norm = new AgainstNorm(CALLS, "pre-launch");
        norm.consult(book, PAY, PAY.labels());
        assertThat(norm.isKnown()).isTrue();
        assertThat(norm.ordinary(MINUTE, START + 90 * MINUTE)).isBetween(45.0, 55.0);
    }

    @Test
    void aLaterVersionOfAMinuteTakesThePlaceOfTheOneBeforeForTenMinutes() {
        BaselineMaker maker = new BaselineMaker("x", START, START + 60 * MINUTE);
        for (int i = 0; i < 30; i++) {
            maker.add(PAY, START + i * MINUTE, minute(50));
            maker.add(PAY, START + i * MINUTE, minute(60));
        }
        maker.add(PAY, START, minute(1000));
        assertThat(maker.refused()).isEqualTo(1);
        assertThat(maker.finish("me", Instant.EPOCH).get(0).getFigures()).containsEntry("calls", 1800.0);
    }

    @Test
    void aPeriodHasALengthAndAName() {
        assertThatThrownBy(() -> new BaselineMaker("", START, START + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BaselineMaker("x", START, START)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsLearnedTakesThePlaceOfTheBaselineAsTheSameHourComesAgain() {
        ReferenceBook book = frozen(50);
        AgainstNorm norm = new AgainstNorm(CALLS, "pre-launch");
        List<Double> ordinary = new ArrayList<>();
        for (int day = 0; day < 4; day++) {
            // Monday to Thursday, 13:00 to 14:00
            long begin = Instant.parse("2026-11-23T13:00:00Z").toEpochMilli() + day * 1440 * MINUTE;
            norm.consult(book, PAY, PAY.labels());
            ordinary.add(norm.ordinary(MINUTE, begin + MINUTE));
            for (int i = 1; i <= 60; i++) {
                norm.consult(book, PAY, PAY.labels());
                norm.learn(minute(200), begin + i * MINUTE);
            }
        }
        assertThat(ordinary.get(0)).isBetween(45.0, 55.0);
        assertThat(ordinary).isSorted();
        assertThat(ordinary.get(3)).as("after three visits").isGreaterThan(150);
    }

    @Test
    void itGoesOnAfterARestartAndForgetsABaselineThatIsTakenBack() {
        ReferenceBook book = frozen(50);
        AgainstNorm norm = new AgainstNorm(CALLS, "pre-launch");
        norm.consult(book, PAY, PAY.labels());
        for (int i = 1; i <= 100; i++) {
            norm.learn(minute(80), START + i * MINUTE);
        }
        BinaryWriter bytes = new BinaryWriter();
        norm.write(bytes);
        AgainstNorm again = AgainstNorm.read(CALLS, "pre-launch", ByteBuffer.wrap(bytes.toBytes()));
        again.consult(book, PAY, PAY.labels());
        long at = START + 101 * MINUTE;
        assertThat(again.ordinary(MINUTE, at)).isEqualTo(norm.ordinary(MINUTE, at));
        book.baselines().remove(BaselineMaker.key("pre-launch", "api=pay"));
        again.consult(book, PAY, PAY.labels());
        assertThat(again.ordinary(MINUTE, at)).isGreaterThan(norm.ordinary(MINUTE, at));
    }

    @Test
    void whatAnotherVersionWroteIsNotUsed() {
        ReferenceBook book = new ReferenceBook();
        book.baselines()
                .put(
                        BaselineMaker.key("pre-launch", "api=pay"),
                        Baseline.newBuilder()
                                .setName("pre-launch")
                                .setSeries("api=pay")
                                .setFrom(Instant.EPOCH)
                                .setTo(Instant.EPOCH)
                                .setMinutes(1)
                                .setNorms(Map.of("calls", ByteBuffer.wrap(new byte[] {1, 2, 3})))
                                .setMadeAt(Instant.EPOCH)
                                .setBy("me")
                                .build());
        AgainstNorm norm = new AgainstNorm(CALLS, "pre-launch");
        norm.consult(book, PAY, PAY.labels());
        assertThat(norm.isKnown()).isFalse();
    }

    private static ReferenceBook frozen(int calls) {
        BaselineMaker maker = new BaselineMaker("pre-launch", START, START + 60 * MINUTE);
        for (int i = 0; i < 60; i++) {
            maker.add(PAY, START + i * MINUTE, minute(calls));
        }
        ReferenceBook book = new ReferenceBook();
        maker.finish("me", Instant.EPOCH)
                .forEach(one -> book.baselines().put(BaselineMaker.key("pre-launch", one.getSeries()), one));
        return book;
    }

    private static Kpis minute(int calls) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(new int[] {200, 20_000});
        }
        return SlidingWindowTest.kpis(all);
    }
}
