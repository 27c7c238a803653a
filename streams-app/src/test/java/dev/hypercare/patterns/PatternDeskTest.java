package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Outcome;
import dev.hypercare.schemas.events.MessageCount;
import dev.hypercare.schemas.events.MessageCounts;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternDeskTest {
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;
    private static final String REFUSED = "connection refused by upstream";

    private final DeskOfPatterns desk = new DeskOfPatterns(PatternsConfig.defaults(), List.of(), 1);

    @Test
    void whatIsFirstSeenAfterTheGoLiveIsNewForAnHourAndThenRare() {
        desk.goLive("pay", 0);
        desk.calls("pay", 3, REFUSED, 2);
        desk.time(10);
        desk.time(2 * HOUR);
        assertThat(desk.lines()).containsExactly("10 NEW 2", (10 + HOUR) + " RARE 2");
        assertThat(desk.told.get(0).getReason()).isEqualTo("first seen, 3s after the go-live");
        assertThat(desk.told.get(0).getPreviousState()).isNull();
        assertThat(desk.told.get(1).getPreviousState()).isEqualTo(PatternState.NEW);
    }

    @Test
    void whatWasSeenBeforeTheGoLiveIsNotNewAndCountsApart() {
        desk.goLive("pay", 20);
        desk.calls("pay", 3, REFUSED, 2);
        desk.calls("pay", 25, REFUSED, 5);
        desk.time(30);
        assertThat(desk.lines()).containsExactly("10 RARE 2");
        Pattern known = desk.memory.patterns().get(0);
        assertThat(known.getTotal()).isEqualTo(7);
        assertThat(known.getSinceGoLive()).isEqualTo(5);
    }

    @Test
    void withoutAGoLiveNothingIsNewInTheFirstHourOfItsMessages() {
        desk.calls("pay", 3, REFUSED, 1);
        desk.calls("pay", HOUR, "no route to host", 1);
        desk.calls("pay", 2 * HOUR, "certificate expired", 1);
        desk.time(3 * HOUR);
        assertThat(desk.told).extracting(Pattern::getState).startsWith(PatternState.RARE, PatternState.RARE);
        assertThat(desk.told)
                .filteredOn(pattern -> pattern.getState() == PatternState.NEW)
                .extracting(Pattern::getSample)
                .containsExactly("certificate expired");
        assertThat(desk.memory.patterns()).allMatch(pattern -> pattern.getSinceGoLive() == null);
    }

    @Test
    void aPaneIsTakenUpOnlyWhenEveryPartitionOfCallsHasPassedIt() {
        DeskOfPatterns two = new DeskOfPatterns(PatternsConfig.defaults(), List.of(), 2);
        two.calls(0, "pay", 3, REFUSED, 2);
        two.time(0, 60);
        assertThat(two.told).isEmpty();
        two.calls(1, "pay", 4, REFUSED, 1);
        two.time(1, 19);
        assertThat(two.lines()).containsExactly("10 RARE 3");
    }

    @Test
    void itIsRecurringOnceItWasSeenInThreeWindowsOfADayAndRareAgainADayLater() {
        for (int window = 0; window < 3; window++) {
            desk.calls("pay", 5 + window * 300, REFUSED, 1);
        }
        desk.time(2 * DAY);
        assertThat(desk.lines()).startsWith("10 RARE 1", "610 RECURRING 3", DAY + " RARE 3");
    }

    @Test
    void itIsQuietAfterADayAndForgottenAfterNinety() {
        desk.calls("pay", 5, REFUSED, 1);
        desk.time(10);
        desk.time(2 * DAY);
        assertThat(desk.lines()).containsExactly("10 RARE 1", (DAY + 10) + " QUIET 1");
        assertThat(desk.memory.patterns()).hasSize(1);
        desk.time(91 * DAY);
        assertThat(desk.memory.patterns()).isEmpty();
        assertThat(desk.gone).isEmpty();
    }

    @Test
    void itSurgesWhenItIsMuchMoreFrequentThanUsualAndCalmsDownByItself() {
        for (int pane = 0; pane < 360; pane++) {
            desk.calls("pay", pane * 10, REFUSED, 1);
        }
        desk.time(HOUR);
        desk.calls("pay", HOUR, REFUSED, 300);
        desk.time(HOUR + 10);
        Pattern surging = desk.told.get(desk.told.size() - 1);
        assertThat(surging.getState()).isEqualTo(PatternState.SURGING);
        assertThat(surging.getRecent()).isEqualTo(329);
        assertThat(surging.getUsual()).isBetween(29.0, 31.0);
        assertThat(surging.getReason()).isEqualTo("329 calls in 5m, usual are 30.0");
        desk.time(2 * HOUR);
        assertThat(desk.told.get(desk.told.size() - 1).getState()).isEqualTo(PatternState.RECURRING);
    }

    @Test
    void aBurstOfTenSecondsSurgesForAWindowThoughItIsLittleForOne() {
        for (int pane = 0; pane < 360; pane++) {
            desk.calls("pay", pane * 10, REFUSED, 1);
        }
        desk.time(HOUR);
        desk.calls("pay", HOUR, REFUSED, 18);
        desk.time(HOUR + 10);
        Pattern surging = desk.told.get(desk.told.size() - 1);
        assertThat(surging.getState()).isEqualTo(PatternState.SURGING);
        assertThat(surging.getRecent()).isEqualTo(47).isLessThan(3 * 30);
        assertThat(surging.getReason()).isEqualTo("18 calls in 10s, usual are 1.0");
        desk.restart();
        desk.time(2 * HOUR);
        assertThat(desk.lines()).endsWith((HOUR + 10) + " SURGING 378", (HOUR + 310) + " RECURRING 378");
    }

    @Test
    void whatIsNewAndThenSurgesIsSurgingAndNotNewAgain() {
        desk.goLive("pay", 0);
        for (int pane = 0; pane < 200; pane++) {
            desk.calls("pay", pane * 10, REFUSED, 1);
        }
        desk.calls("pay", 2005, REFUSED, 300);
        desk.time(3 * HOUR);
        assertThat(desk.told)
                .filteredOn(pattern -> pattern.getState() != pattern.getPreviousState())
                .extracting(Pattern::getState)
                .startsWith(PatternState.NEW, PatternState.SURGING, PatternState.RECURRING)
                .filteredOn(state -> state == PatternState.NEW)
                .hasSize(1);
    }

    @Test
    void oneThatComesBackAfterItWasSaidToBeFixedHasRegressedOncePerMark() {
        desk.calls("pay", 5, REFUSED, 1);
        desk.time(10);
        String id = desk.told.get(0).getId();
        desk.fixed(id, 100);
        desk.calls("pay", 95, REFUSED, 1);
        desk.calls("pay", 125, REFUSED, 1);
        desk.calls("pay", 135, REFUSED, 1);
        desk.time(140);
        assertThat(desk.lines()).containsExactly("10 RARE 1", "130 REGRESSED 3");
        assertThat(desk.told.get(1).getReason()).contains("ann").contains("2027-01-11T08:01:40Z");
        desk.fixed(id, 200);
        desk.restart();
        desk.calls("pay", 215, REFUSED, 1);
        desk.time(220);
        assertThat(desk.lines()).endsWith("220 REGRESSED 5");
    }

    @Test
    void whatIsSeenIsWrittenAgainEveryHourWithNewerFigures() {
        for (int minute = 0; minute < 130; minute++) {
            desk.calls("pay", minute * 60, REFUSED, 1);
        }
        desk.time(130 * 60);
        assertThat(desk.told.stream()
                        .filter(pattern -> pattern.getState() == pattern.getPreviousState())
                        .map(pattern -> Duration.between(DeskOfPatterns.START, pattern.getAt())
                                .toMinutes()))
                .containsExactly(70L);
    }

    @Test
    void callsThatWereNotToldApartCountAsThePatternOther() {
        MessageCounts counts = MessageCounts.newBuilder(
                        DeskOfPatterns.messages(0, "pay", 3, List.of(DeskOfPatterns.count(3, REFUSED, 1))))
                .setOverflow(70)
                .build();
        desk.goLive("pay", 0);
        desk.take(counts);
        desk.time(10);
        assertThat(desk.memory.patterns())
                .filteredOn(pattern -> pattern.getTotal() == 70)
                .singleElement()
                .satisfies(other -> {
                    assertThat(other.getTemplate()).isEqualTo("(messages that are not told apart)");
                    assertThat(other.getState()).isEqualTo(PatternState.RARE);
                });
    }

    @Test
    void whatNoPartitionOfCallsCanHaveWrittenIsRefusedWithTheField() {
        MessageCounts good = DeskOfPatterns.messages(0, "pay", 3, List.of(DeskOfPatterns.count(3, REFUSED, 1)));
        assertThat(desk.desk().check(good)).isInstanceOf(Outcome.Ok.class);
        assertThat(refused(MessageCounts.newBuilder(good).setSourcePartition(1).build()))
                .isEqualTo("sourcePartition: 1 (expected: a partition of calls, 0 to 0)");
        assertThat(refused(MessageCounts.newBuilder(good).setTakenWith(null).build()))
                .startsWith("takenWith: null");
        assertThat(refused(MessageCounts.newBuilder(good)
                        .setTakenWith(DeskOfPatterns.START.plusSeconds(3))
                        .build()))
                .startsWith("takenWith: 2027-01-11T08:00:03Z");
        assertThat(refused(DeskOfPatterns.messages(0, "pay", 3, List.of(DeskOfPatterns.count(3, REFUSED, 0)))))
                .startsWith("entries.calls");
        MessageCount sketchy = MessageCount.newBuilder(DeskOfPatterns.count(3, REFUSED, 1))
                .setConsumerSketch(ByteBuffer.wrap(new byte[] {1}))
                .build();
        assertThat(refused(DeskOfPatterns.messages(0, "pay", 3, List.of(sketchy))))
                .startsWith("entries.consumerSketch");
    }

    private String refused(MessageCounts counts) {
        return ((Outcome.Rejected<MessageCounts>) desk.desk().check(counts)).detail();
    }

    @Test
    void aDayOfRandomMessagesLeavesMemoryBoundedAndNamesWhatHadNoPlace() {
        java.util.Random random = new java.util.Random(7);
        int most = 0;
        for (int pane = 0; pane < 8640; pane++) {
            long second = pane * 10L;
            desk.take(DeskOfPatterns.messages(
                    0,
                    "pay",
                    second,
                    java.util.stream.IntStream.range(0, 20)
                            .mapToObj(i -> DeskOfPatterns.count(second, words(random), 1))
                            .toList()));
            desk.time(second + 10);
            most = Math.max(most, desk.memory.size());
        }
        int kept = PatternsConfig.defaults().mining().maxTemplates();
        assertThat(desk.desk().patterns()).isLessThanOrEqualTo(kept + 1);
        assertThat(most).isLessThanOrEqualTo(3 * kept + 10);
        assertThat(desk.memory.patterns())
                .filteredOn(pattern -> pattern.getTemplate().startsWith("(messages"))
                .singleElement()
                .satisfies(other -> assertThat(other.getTotal()).isPositive());
    }

    /** A message that no other is like. */
    static String words(java.util.Random random) {
        StringBuilder words = new StringBuilder();
        int length = 3 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            for (int letter = 0; letter < 7; letter++) {
                words.append((char) ('a' + random.nextInt(26)));
            }
            words.append(' ');
        }
        return words.toString().strip();
    }
}
