package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is new and begins slowly is told again as it grows. */
class PatternGrowthTest {
    private static final String REFUSED = "connection refused by upstream";

    private final DeskOfPatterns desk = new DeskOfPatterns(PatternsConfig.defaults(), List.of(), 1);

    @Test
    void whatIsNewIsToldAgainAtTenAHundredAndAThousandCalls() {
        desk.goLive("pay", -60);
        for (int pane = 0; pane < 335; pane++) {
            desk.calls("pay", pane * 10, REFUSED, 3);
            desk.time(pane * 10 + 10);
        }
        assertThat(desk.lines()).containsExactly("10 NEW 3", "40 NEW 12", "340 NEW 102", "3340 NEW 1002");
        assertThat(desk.told)
                .extracting(Pattern::getReason)
                .containsExactly(
                        "first seen, 1m after the go-live",
                        "first seen, 1m after the go-live; calls since then: 12",
                        "first seen, 1m after the go-live; calls since then: 102",
                        "first seen, 1m after the go-live; calls since then: 1002");
        assertThat(desk.told.get(3).getPreviousState()).isEqualTo(PatternState.NEW);
    }

    @Test
    void restartsChangeNothingOfThat() {
        desk.goLive("pay", -60);
        for (int pane = 0; pane < 40; pane++) {
            desk.calls("pay", pane * 10, REFUSED, 3);
            desk.time(pane * 10 + 10);
            desk.restart();
        }
        assertThat(desk.lines()).containsExactly("10 NEW 3", "40 NEW 12", "340 NEW 102");
        assertThat(desk.told.get(2).getReason()).endsWith("go-live; calls since then: 102");
    }

    @Test
    void aStepIsTenTimesAsManyWhateverTheFirstPaneHad() {
        desk.goLive("pay", -60);
        desk.calls("pay", 5, REFUSED, 5000);
        desk.calls("pay", 15, REFUSED, 1000);
        desk.calls("pay", 25, REFUSED, 5000);
        desk.time(60);
        assertThat(desk.lines()).containsExactly("10 NEW 5000", "30 NEW 11000");
    }

    @Test
    void whatIsNotNewIsNotToldForGrowing() {
        desk.goLive("pay", 100);
        desk.calls("pay", 5, REFUSED, 5);
        desk.calls("pay", 15, REFUSED, 500);
        desk.time(60);
        assertThat(desk.lines()).containsExactly("10 RARE 5");
    }

    @Test
    void oneThatHasComeBackCountsFromThen() {
        desk.calls("pay", 5, REFUSED, 90);
        desk.time(10);
        desk.fixed(desk.told.get(0).getId(), 20);
        desk.calls("pay", 35, REFUSED, 1);
        desk.calls("pay", 45, REFUSED, 8);
        desk.calls("pay", 55, REFUSED, 1);
        desk.time(60);
        assertThat(desk.lines()).containsExactly("10 RARE 90", "40 REGRESSED 91", "60 REGRESSED 100");
        assertThat(desk.told.get(2).getReason()).endsWith("; calls since then: 10");
    }

    @Test
    void oneThatBecomesMoreGeneralGrowsOn() {
        desk.goLive("pay", -60);
        desk.calls("pay", 5, "cannot reach eth0 now", 6);
        desk.calls("pay", 15, "cannot reach eth1 now", 6);
        desk.time(20);
        Pattern newest = desk.told.get(desk.told.size() - 1);
        assertThat(newest.getTotal()).isEqualTo(12);
        assertThat(newest.getState()).isEqualTo(PatternState.NEW);
    }

    @Test
    void aTimeAfterTheGoLiveCanBeLeftForLearning() {
        DeskOfPatterns learning = new DeskOfPatterns(
                PatternsConfig.defaults().learningFor(java.time.Duration.ofMinutes(1)), List.of(), 1);
        learning.goLive("pay", 0);
        learning.calls("pay", 59, REFUSED, 1);
        learning.calls("pay", 60, "certificate expired", 1);
        learning.time(70);
        assertThat(learning.lines()).containsExactly("60 RARE 1", "70 NEW 1");
    }

    @Test
    void whatAnOlderVersionKeptGoesOnFromItsCounts() {
        LivePattern pattern = new LivePattern("id", "pay", "mined");
        pattern.lookedAt = 1_800_000_000_000L;
        pattern.firstSeen = pattern.lookedAt;
        pattern.lastSeen = pattern.lookedAt;
        pattern.state = PatternState.NEW;
        pattern.total = 7;
        byte[] now = pattern.toBytes();
        BinaryWriter added = new BinaryWriter();
        added.number(pattern.fresh);
        added.number(pattern.freshTold);
        added.number(pattern.burstUntil);
        pattern.usualPane.write(added);
        byte[] older = Arrays.copyOf(now, now.length - added.size());
        older[0] = 1;
        LivePattern restored = PatternRecords.of(PatternRecords.of(pattern, 300), older);
        assertThat(restored.fresh).isEqualTo(7);
        assertThat(restored.usualPane.windows()).isZero();
        assertThat(restored.usualPane.start()).isEqualTo(pattern.lookedAt);
        now[0] = 3;
        assertThatThrownBy(() -> LivePattern.minedOf(ByteBuffer.wrap(now)))
                .isInstanceOf(UnknownLayout.class)
                .hasMessageContaining("layout 3 (expected: 1 to 2)");
    }
}
