package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.schemas.events.Call;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** On ordinary calls by chance a norm is surprised as seldom as it says; what is not ordinary it sees within a few calls. */
class NormsTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_040_000L;

    private final Random random = new Random(11);

    private record Window(Kpis kpis, long millis) implements Counts {
        @Override
        public long of(Tally tally) {
            return tally.in(kpis);
        }
    }

    /** One call in {@code failing} fails, one in 200 takes eight times as long. */
    private Kpis calls(int number, double failing, double times) {
        Kpis kpis = new Kpis();
        for (int i = 0; i < number; i++) {
            double micros = 50_000 * times * Math.exp(0.5 * random.nextGaussian());
            kpis.add(CallFigures.of(
                    Call.newBuilder()
                            .setCompletedAt(Instant.ofEpochMilli(START))
                            .setGateway("g")
                            .setApi("a")
                            .setRoute("/r")
                            .setMethod("GET")
                            .setStatus(random.nextDouble() < failing ? 500 : 200)
                            .setDurationMicros((long) (random.nextInt(200) == 0 ? 8 * micros : micros))
                            .setResponseBytes(150 + (long) (4000 * Math.exp(0.5 * random.nextGaussian())))
                            .build(),
                    false));
        }
        return kpis;
    }

    private int poisson(double mean) {
        int n = 0;
        for (double left = mean + Math.log(1 - random.nextDouble());
                left > 0;
                left += Math.log(1 - random.nextDouble())) {
            n++;
        }
        return n;
    }

    private <N extends Learned> N learned(N norm, int minutes, int calls) {
        for (int i = 1; i <= minutes; i++) {
            norm.learn(calls(poisson(calls), 0.005, 1), START + i * MINUTE);
        }
        return norm;
    }

    private static Kpis ofBytes(int number, long bytes) {
        Kpis kpis = new Kpis();
        for (int i = 0; i < number; i++) {
            kpis.add(CallFigures.of(
                    Call.newBuilder()
                            .setCompletedAt(Instant.ofEpochMilli(START))
                            .setGateway("g")
                            .setApi("a")
                            .setRoute("/r")
                            .setMethod("GET")
                            .setStatus(200)
                            .setResponseBytes(bytes)
                            .build(),
                    false));
        }
        return kpis;
    }

    /** Of so many windows of ordinary calls hardly one surprises by 12 nats: that is one in 160,000. */
    private void isQuiet(Norm norm, int calls, double least) {
        double most = 0;
        for (int i = 0; i < 20_000; i++) {
            most = Math.max(most, norm.surprise(new Window(calls(calls, 0.005, 1), 8000), START + 61 * MINUTE));
        }
        assertThat(most).isBetween(least, 14.0);
    }

    @Test
    void latenciesWithALongTailAreNoSurpriseAndThreefoldOnesAreWithinAFewCalls() {
        LatencyNorm norm = learned(new LatencyNorm(), 60, 60);
        assertThat(norm.isKnown()).isTrue();
        isQuiet(norm, 4, 1);
        isQuiet(norm, 30, 1);
        for (int i = 0; i < 50; i++) {
            assertThat(norm.surprise(new Window(calls(25, 0.005, 3), 4000), START + 61 * MINUTE))
                    .isGreaterThan(12);
        }
        assertThat(norm.surprise(new Window(calls(600, 0.005, 1.3), 60_000), START + 61 * MINUTE))
                .isGreaterThan(17);
    }

    @Test
    void anOutageBeforeAnythingWasKnownDoesNotMakeOrdinaryCallsSlow() {
        LatencyNorm norm = learned(new LatencyNorm(), 2, 60);
        norm.learn(calls(60, 1, 0.02), START + 3 * MINUTE);
        for (int i = 4; i <= 12; i++) {
            norm.learn(calls(60, 0.005, 1), START + i * MINUTE);
        }
        assertThat(norm.isKnown()).isTrue();
        assertThat(norm.surprise(new Window(calls(600, 0.005, 1), 600_000), START + 13 * MINUTE))
                .isLessThan(5);
    }

    @Test
    void callsThatFailAtOnceDoNotMakeOrdinaryOnesSlow() {
        LatencyNorm norm = learned(new LatencyNorm(), 60, 60);
        double before = norm.ordinary(MINUTE, START + 61 * MINUTE);
        for (int i = 61; i <= 70; i++) {
            norm.learn(calls(60, 1, 0.02), START + i * MINUTE);
        }
        assertThat(norm.ordinary(MINUTE, START + 71 * MINUTE)).isCloseTo(before, withinPercentage(3));
        assertThat(norm.surprise(new Window(calls(600, 0.005, 1), 600_000), START + 71 * MINUTE))
                .isLessThan(8);
    }

    @Test
    void whatGrowsByAPercentAMinuteDoesNotPassForWavering() {
        LatencyNorm norm = learned(new LatencyNorm(), 60, 600);
        for (int i = 1; i <= 10; i++) {
            norm.learn(calls(600, 0.005, 1 + 0.01 * i), START + (60 + i) * MINUTE);
        }
        assertThat(norm.surprise(new Window(calls(2400, 0.005, 1.1), 4 * MINUTE), START + 71 * MINUTE))
                .isGreaterThan(17);
    }

    @Test
    void whatWaversByFivePercentIsNotSurprisedByThreeTimesThatAndWhatDoesNotIs() {
        LatencyNorm steady = learned(new LatencyNorm(), 90, 300);
        LatencyNorm wavering = new LatencyNorm();
        for (int i = 1; i <= 90; i++) {
            wavering.learn(calls(300, 0.005, Math.exp(0.05 * random.nextGaussian())), START + i * MINUTE);
        }
        Window slower = new Window(calls(2400, 0.005, 1.15), 8 * MINUTE);
        assertThat(steady.surprise(slower, START + 91 * MINUTE)).isGreaterThan(17);
        assertThat(wavering.surprise(slower, START + 91 * MINUTE)).isLessThan(9);
    }

    @Test
    void failuresByChanceAreNoSurpriseAndFiveInARowAre() {
        ShareNorm norm = learned(new ShareNorm(Tally.FAILED, Tally.CALLS), 60, 60);
        isQuiet(norm, 4, 1);
        isQuiet(norm, 60, 1);
        assertThat(norm.surprise(new Window(calls(5, 1, 1), 4000), START + 61 * MINUTE))
                .isGreaterThan(19);
    }

    @Test
    void aStatusThatNeverCameIsASurpriseByItsThirdCallAndNoneByItsFirst() {
        ShareNorm timeouts = learned(new ShareNorm(Tally.STATUS_504, Tally.CALLS), 60, 300);
        assertThat(timeouts.surprise(new Window(ending(1, 504), 1000), START + 61 * MINUTE))
                .isLessThan(12);
        assertThat(timeouts.surprise(new Window(ending(3, 504), 4000), START + 61 * MINUTE))
                .isGreaterThan(19);
        assertThat(timeouts.isSeen(new Window(ending(3, 500), 4000))).isFalse();
    }

    @Test
    void anAiCallThatFailedHasNoUsageToTell() {
        Kpis kpis = new Kpis();
        for (int status : new int[] {200, 200, 200, 503, 503, 429}) {
            kpis.add(CallFigures.of(ended(status).setModel("m").build(), false));
        }
        kpis.add(CallFigures.of(
                ended(200).setModel("m").setTokensIn(3L).setTokensOut(4L).build(), false));
        assertThat(Tally.USAGE_MISSING.in(kpis)).isEqualTo(6);
        assertThat(Tally.UNTOLD.in(kpis)).isEqualTo(3);
        assertThat(Tally.ANSWERED.in(kpis)).isEqualTo(4);
        // Calls of other kinds in the same series are taken to be the ones that failed.
        for (int status : new int[] {500, 404, 200}) {
            kpis.add(CallFigures.of(ended(status).build(), false));
        }
        assertThat(Tally.UNTOLD.in(kpis)).isBetween(3L, 6L);
    }

    private static Kpis ending(int number, int status) {
        Kpis kpis = new Kpis();
        for (int i = 0; i < number; i++) {
            kpis.add(CallFigures.of(ended(status).build(), false));
        }
        return kpis;
    }

    private static Call.Builder ended(int status) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(START))
                .setGateway("g")
                .setApi("a")
                .setRoute("/r")
                .setMethod("GET")
                .setStatus(status);
    }

    @Test
    void smallAnswersAreSeenWithinAFewCalls() {
        MeanNorm norm = learned(new MeanNorm(Tally.RESPONSE_BYTES, Tally.GOOD, false), 60, 60);
        isQuiet(norm, 4, 0);
        assertThat(norm.surprise(new Window(ofBytes(5, 250), 4000), START + 61 * MINUTE))
                .isGreaterThan(19);
    }

    @Test
    void oneLargeAnswerProvesNothingAndManyDo() {
        MeanNorm norm = learned(new MeanNorm(Tally.RESPONSE_BYTES, Tally.GOOD, true), 60, 60);
        isQuiet(norm, 10, 0);
        assertThat(norm.surprise(new Window(ofBytes(2, 400_000), 4000), START + 61 * MINUTE))
                .isZero();
        assertThat(norm.surprise(new Window(ofBytes(6, 45_000), 4000), START + 61 * MINUTE))
                .isGreaterThan(19);
    }

    @Test
    void callsComeAsTheyDoAndHalfAsManyMoreAreSeenInAMinute() {
        CallPace norm = learned(new CallPace(true), 60, 480);
        CallPace fewer = learned(new CallPace(false), 60, 480);
        isQuiet(norm, poisson(64), 0);
        assertThat(norm.surprise(new Window(calls(720, 0, 1), MINUTE), START + 61 * MINUTE))
                .isGreaterThan(17);
        assertThat(norm.surprise(new Window(calls(300, 0, 1), MINUTE), START + 61 * MINUTE))
                .isZero();
        assertThat(fewer.surprise(0, 3000, START + 61 * MINUTE)).isGreaterThan(20);
        assertThat(fewer.surprise(0, 1000, START + 61 * MINUTE)).isLessThan(10);
    }

    @Test
    void aPaceThatJumpsFromMinuteToMinuteIsNotSurprisedByOneMore() {
        CallPace more = new CallPace(true);
        CallPace fewer = new CallPace(false);
        for (int i = 1; i <= 90; i++) {
            more.learn(i % 3 == 0 ? 900 : 100, START + i * MINUTE);
            fewer.learn(i % 3 == 0 ? 900 : 100, START + i * MINUTE);
        }
        assertThat(more.surprise(900, MINUTE, START + 91 * MINUTE)).isLessThan(9);
        assertThat(fewer.surprise(0, 10_000, START + 91 * MINUTE)).isLessThan(9);
    }

    @Test
    void anOutageIsNotLearnedUntilItHasLastedForHalfAnHour() {
        ShareNorm norm = learned(new ShareNorm(Tally.FAILED, Tally.CALLS), 60, 60);
        double before = norm.ordinary(MINUTE, START + 61 * MINUTE);
        for (int i = 61; i < 89; i++) {
            norm.learn(calls(60, 1, 1), START + i * MINUTE);
        }
        assertThat(norm.ordinary(MINUTE, START + 89 * MINUTE)).isLessThan(1.5 * before);
        for (int i = 89; i < 200; i++) {
            norm.learn(calls(60, 1, 1), START + i * MINUTE);
        }
        assertThat(norm.ordinary(MINUTE, START + 200 * MINUTE)).isGreaterThan(0.05);
    }

    @Test
    void nothingIsKnownBeforeTenMinutes() {
        assertThat(learned(new LatencyNorm(), 9, 500).isKnown()).isFalse();
        assertThat(learned(new ShareNorm(Tally.FAILED, Tally.CALLS), 9, 500).isKnown())
                .isFalse();
        assertThat(learned(new ShareNorm(Tally.FAILED, Tally.CALLS), 10, 500).isKnown())
                .isTrue();
        assertThat(learned(new ShareNorm(Tally.FAILED, Tally.CALLS), 12, 5).isKnown())
                .isFalse();
    }

    @Test
    void everyLessonIsTheSameAfterItWasWrittenAndRead() {
        for (NormKind kind : NormKind.all()) {
            Learned straight = learned(fresh(kind.lesson()), 80, 30);
            Learned read = kind.lesson().read(ByteBuffer.wrap(bytes(straight)));
            assertThat(bytes(read)).as(kind.name()).isEqualTo(bytes(straight));
            Kpis next = calls(50, 0.3, 4);
            straight.learn(next, START + 81 * MINUTE);
            read.learn(next, START + 81 * MINUTE);
            assertThat(bytes(read)).as(kind.name()).isEqualTo(bytes(straight));
        }
    }

    private static Learned fresh(Lesson lesson) {
        Supplier<Learned> supplier = lesson.fresh();
        return supplier.get();
    }

    private static byte[] bytes(Learned learned) {
        BinaryWriter writer = new BinaryWriter();
        learned.write(writer);
        return writer.toBytes();
    }
}
