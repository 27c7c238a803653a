package dev.hypercare.rules.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SeasonalShareTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** A Monday, 00:00 UTC. */
    private static final long MONDAY = 1_699_833_600_000L;

    private static final byte[] A_WEEK = bytes(learned(7, 1200));

    @Test
    void learnsAShareThatIsHigherAtNight() {
        SeasonalShare share = learned(7, 1200);
        assertThat(share.expected(MONDAY + 7 * DAY + 3 * HOUR)).isCloseTo(0.02, within(0.004));
        assertThat(share.expected(MONDAY + 7 * DAY + 15 * HOUR)).isCloseTo(0.005, within(0.002));
        assertThat(share.surprise(MONDAY + 7 * DAY + 3 * HOUR, 24, 1200)).isLessThan(2);
        assertThat(share.surprise(MONDAY + 7 * DAY + 15 * HOUR, 24, 1200)).isGreaterThan(9.3);
    }

    @Test
    void isLessSurprisedWhereItKnowsLess() {
        SeasonalShare little = learned(1, 20);
        SeasonalShare much = learned(7, 1200);
        long at = MONDAY + 7 * DAY + 15 * HOUR;
        assertThat(little.surprise(at, 30, 1200)).isLessThan(much.surprise(at, 30, 1200));
        assertThat(new SeasonalShare(Cycle.DAY, MINUTE).surprise(at, 30, 1200)).isLessThan(1);
        assertThat(much.surprise(at, 0, 0)).isZero();
    }

    /** All there are: so many tries are every hour with every share. */
    @Property(tries = 2400)
    void anOutageDoesNotBecomeTheBaseline(
            @ForAll @IntRange(max = 23) int hour, @ForAll @IntRange(min = 1, max = 100) int percent) {
        SeasonalShare share = SeasonalShare.read(ByteBuffer.wrap(A_WEEK));
        long outage = MONDAY + 7 * DAY + hour * HOUR;
        double before = share.expected(outage + DAY + HOUR / 2);
        for (long at = outage; at < outage + HOUR; at += 5 * MINUTE) {
            share.learn(at, 12L * percent, 1200);
        }
        assertThat(share.expected(outage + DAY + HOUR / 2)).isLessThan(2 * before + 0.005);
    }

    @Property(tries = 60)
    void goesOnFromItsBytesAsIfNothingHadHappened(
            @ForAll Cycle season, @ForAll @LongRange(max = 1000) long seed, @ForAll @IntRange(max = 500) int cut) {
        SeasonalShare straight = new SeasonalShare(season, 5 * MINUTE);
        SeasonalShare restored = new SeasonalShare(season, 5 * MINUTE);
        Random random = new Random(seed);
        long at = MONDAY;
        for (int i = 0; i < 500; i++) {
            if (i == cut) {
                restored = SeasonalShare.read(ByteBuffer.wrap(bytes(restored)));
            }
            at += 5 * MINUTE * (1 + random.nextInt(20));
            int calls = random.nextInt(1000);
            int hits = calls == 0 ? 0 : random.nextInt(calls);
            straight.learn(at, hits, calls);
            restored.learn(at, hits, calls);
            assertThat(restored.expected(at)).isEqualTo(straight.expected(at)).isBetween(0.0, 1.0);
        }
        assertThat(bytes(restored)).isEqualTo(bytes(straight));
    }

    /** In 5 minutes so many calls, of which 2 % fail before noon and half a percent afterwards. */
    private static SeasonalShare learned(int days, int calls) {
        Random random = new Random(3);
        SeasonalShare share = new SeasonalShare(Cycle.DAY, 5 * MINUTE);
        for (long at = MONDAY; at < MONDAY + days * DAY; at += 5 * MINUTE) {
            double ordinary = at % DAY < 12 * HOUR ? 0.02 : 0.005;
            int failed = 0;
            for (int i = 0; i < calls; i++) {
                failed += random.nextDouble() < ordinary ? 1 : 0;
            }
            share.learn(at, failed, calls);
        }
        return share;
    }

    private static byte[] bytes(SeasonalShare share) {
        BinaryWriter writer = new BinaryWriter();
        share.write(writer);
        return writer.toBytes();
    }
}
