package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.rules.statistics.BurnRate;
import dev.hypercare.schemas.events.CatalogEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BurnLessonTest {
    private static final long MINUTE = Learned.STEP_MILLIS;
    private static final long START = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
    private static final Map<String, String> PAY = Map.of("api", "pay");

    private final ReferenceBook book = new ReferenceBook();

    @Test
    void theBudgetIsSpentFromTheFirstCallOnWhereNobodySaysOtherwise() {
        BurnLesson lesson = lesson(null);
        learn(lesson, 5);
        assertThat(rate(lesson).goLive()).isEqualTo(START);
        assertThat(rate(lesson).badSince()).isEqualTo(5);
    }

    @Test
    void theCatalogSaysFromWhenOn() {
        book.catalog().put("pay", entry(START + 3 * MINUTE));
        BurnLesson lesson = lesson(null);
        learn(lesson, 5);
        assertThat(rate(lesson).goLive()).isEqualTo(START + 3 * MINUTE);
        assertThat(rate(lesson).badSince()).isEqualTo(2);
    }

    @Test
    void theRuleKnowsBetterThanTheCatalog() {
        book.catalog().put("pay", entry(START + 3 * MINUTE));
        BurnLesson lesson = lesson(START + 4 * MINUTE);
        learn(lesson, 5);
        assertThat(rate(lesson).badSince()).isEqualTo(1);
    }

    @Test
    void anotherGoLiveCountsAnewAndSurvivesARestart() {
        BurnLesson lesson = lesson(null);
        learn(lesson, 5);
        book.catalog().put("pay", entry(START + 5 * MINUTE));
        lesson.consult(book, new Series("api=pay"), PAY);
        lesson.learn(bad(), START + 6 * MINUTE);
        BinaryWriter bytes = new BinaryWriter();
        lesson.write(bytes);
        BurnLesson again = lesson(null).restored(ByteBuffer.wrap(bytes.toBytes()));
        assertThat(rate(again).goLive()).isEqualTo(START + 5 * MINUTE);
        again.consult(book, new Series("api=pay"), PAY);
        again.learn(bad(), START + 7 * MINUTE);
        lesson.consult(book, new Series("api=pay"), PAY);
        lesson.learn(bad(), START + 7 * MINUTE);
        assertThat(rate(again).badSince()).isEqualTo(rate(lesson).badSince());
        assertThat(rate(again).goLive()).isEqualTo(rate(lesson).goLive());
    }

    @Test
    void anEntryThatIsTakenBackIsForgotten() {
        book.catalog().put("pay", entry(START));
        book.catalog().remove("pay");
        assertThat(book.goLive("pay")).isNull();
        book.catalog().put("pay", entry(START));
        book.catalog().put("pay", CatalogEntry.newBuilder().setApi("pay").build());
        assertThat(book.goLive("pay")).isNull();
    }

    private void learn(BurnLesson lesson, int minutes) {
        for (int i = 1; i <= minutes; i++) {
            lesson.consult(book, new Series("api=pay"), PAY);
            lesson.learn(bad(), START + i * MINUTE);
        }
    }

    private static BurnLesson lesson(Long since) {
        return new BurnLesson(0.99, Kpis::calls, Kpis::failed, since);
    }

    private static BurnRate rate(BurnLesson lesson) {
        return Objects.requireNonNull(lesson.rate());
    }

    private static CatalogEntry entry(long goLive) {
        return CatalogEntry.newBuilder()
                .setApi("pay")
                .setGoLiveAt(Instant.ofEpochMilli(goLive))
                .build();
    }

    /** A minute with one call, which failed. */
    private static Kpis bad() {
        return SlidingWindowTest.kpis(List.of(new int[] {500, 20_000}));
    }
}
