package dev.hypercare.gaps;

import static dev.hypercare.gaps.GapTexts.alert;
import static dev.hypercare.gaps.GapTexts.mark;
import static dev.hypercare.gaps.GapTexts.pattern;
import static dev.hypercare.gaps.GapTexts.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GapDeskTest {
    private static final int DAY = 86_400;
    private static final GapsConfig CONFIG = new GapsConfig(
            Duration.ofSeconds(30),
            GapsConfig.defaults().noAlert(),
            GapsConfig.defaults().noReport());
    private final GapRig rig = new GapRig(CONFIG, 2);

    @ParameterizedTest
    @EnumSource(
            value = PatternState.class,
            names = {"NEW", "SURGING", "REGRESSED"})
    void aPatternThatRisesForTwoMinutesWithoutAnAlertIsAGap(PatternState state) {
        rig.take(pattern("p", "pay", state, 1000));
        rig.time(1149);
        assertThat(rig.told).isEmpty();
        rig.time(1150);
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120");
        Gap gap = rig.told.get(0);
        assertThat(gap.getApi()).isEqualTo("pay");
        assertThat(gap.getTenant()).isEqualTo("acme");
        assertThat(gap.getSubject()).isEqualTo("p");
        assertThat(gap.getSince()).isEqualTo(GapTexts.at(940));
        assertThat(gap.getSummary())
                .startsWith("pay: the error \"connection to <*> refused\" ")
                .endsWith(" (40 calls in 1m), and no alert fires");
        assertThat(gap.getEvidence()).containsEntry("recent", 40.0).containsEntry("waited_seconds", 120.0);
        assertThat(rig.open).containsOnlyKeys(gap.getId());
    }

    @ParameterizedTest
    @EnumSource(
            value = PatternState.class,
            names = {"RECURRING", "RARE", "QUIET"})
    void aPatternThatDoesNotRiseIsNone(PatternState state) {
        rig.take(pattern("p", "pay", state, 1000));
        rig.time(5000);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aNewPatternWithFewCallsAndOneOfNoApiAreNone() {
        rig.take(Pattern.newBuilder(pattern("few", "pay", PatternState.NEW, 1000))
                .setRecent(4)
                .setTotal(4)
                .build());
        rig.take(Pattern.newBuilder(pattern("subject", "pay", PatternState.NEW, 1000))
                .setKind(PatternKind.TICKET)
                .setRecent(2)
                .build());
        rig.take(Pattern.newBuilder(pattern("nowhere", "pay", PatternState.SURGING, 1000))
                .setApi(null)
                .build());
        rig.time(5000);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aNewPatternThatBeganSlowlyIsOneOnceItHasEnoughCalls() {
        rig.take(Pattern.newBuilder(pattern("slow", "pay", PatternState.NEW, 1000))
                .setRecent(1)
                .setTotal(1)
                .build());
        rig.take(Pattern.newBuilder(pattern("slow", "pay", PatternState.NEW, 2800))
                .setRecent(2)
                .setTotal(10)
                .build());
        rig.time(5000);
        assertThat(rig.told).hasSize(1);
        assertThat(rig.told.get(0).getEvidence()).containsEntry("total", 10.0);
    }

    @Test
    void aSubjectOfTicketsThatRisesIsOneWithItsTickets() {
        rig.take(Pattern.newBuilder(pattern("subject", "pay", PatternState.NEW, 1000))
                .setKind(PatternKind.TICKET)
                .setTemplate("card refused")
                .setRecent(3)
                .setTickets(List.of("jira:1", "jira:2", "jira:3"))
                .build());
        rig.time(1200);
        assertThat(rig.told).hasSize(1);
        assertThat(rig.told.get(0).getTickets()).containsExactly("jira:1", "jira:2", "jira:3");
        assertThat(rig.told.get(0).getSummary()).contains("tickets about \"card refused\" is new (3 tickets in 1m)");
    }

    @Test
    void anAlertThatFiresInTimeOrFiredWithinTheWindowOfThePatternLeavesNoGap() {
        rig.take(alert("early", AlertState.FIRING, 930, 930));
        rig.take(alert("early", AlertState.RESOLVED, 950, 930));
        rig.take(pattern("early", "early", PatternState.SURGING, 1000));
        rig.take(pattern("late", "late", PatternState.SURGING, 1000));
        rig.take(alert("late", AlertState.FIRING, 1120, 1120));
        rig.time(5000);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void anAlertOfAnotherApiOneThatEndedBeforeAndOneThatOnlyPendsLeaveAGap() {
        rig.take(alert("other", AlertState.FIRING, 1010, 1010));
        rig.take(alert("pay", AlertState.FIRING, 900, 900));
        rig.take(alert("pay", AlertState.RESOLVED, 939, 900));
        rig.take(alert("pay", AlertState.PENDING, 1010, 1010));
        rig.take(pattern("p", "pay", PatternState.SURGING, 1000));
        rig.time(1200);
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120");
    }

    @Test
    void anAlertThatIsAFalseAlarmATestOrTheWatchdogDoesNotCount() {
        Alert firing = alert("pay", AlertState.FIRING, 1010, 1010);
        rig.take(Alert.newBuilder(firing).setSuppression("false-alarm").build());
        rig.take(Alert.newBuilder(firing).setFingerprint("t").setTest(true).build());
        rig.take(Alert.newBuilder(firing)
                .setFingerprint("w")
                .setRule(WatchdogAlert.RULE)
                .build());
        rig.take(pattern("p", "pay", PatternState.SURGING, 1000));
        rig.time(1200);
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"inhibited", "maintenance", "waiting"})
    void anAlertThatIsSuppressedForAnotherReasonCounts(String suppression) {
        rig.take(Alert.newBuilder(alert("pay", AlertState.FIRING, 1010, 1010))
                .setSuppression(suppression)
                .build());
        rig.take(pattern("p", "pay", PatternState.SURGING, 1000));
        rig.time(1200);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void anAlertThatFiresAfterAllClosesItAndSaysHowLateItWas() {
        rig.take(pattern("p", "pay", PatternState.SURGING, 1000));
        rig.time(1200);
        rig.take(alert("pay", AlertState.FIRING, 1300, 1290));
        rig.time(1400);
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120", "NO_ALERT CLOSED 1300");
        Gap closed = rig.told.get(1);
        assertThat(closed.getId()).isEqualTo(rig.told.get(0).getId());
        assertThat(closed.getReason()).isEqualTo("alert burst (P2) on api=pay fired 350.0 s after it began to rise");
        assertThat(closed.getEvidence())
                .containsEntry("alert_late_seconds", 350.0)
                .containsKey("recent");
        assertThat(rig.open).isEmpty();
    }

    @Test
    void aPatternThatIsQuietAgainClosesItAndTheNextRiseIsAnotherGap() {
        rig.take(pattern("p", "pay", PatternState.SURGING, 1000));
        rig.take(pattern("p", "pay", PatternState.QUIET, 2000));
        rig.take(pattern("p", "pay", PatternState.SURGING, 3000));
        rig.time(4000);
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120", "NO_ALERT CLOSED 2000", "NO_ALERT OPEN 3120");
        assertThat(rig.told.get(1).getReason()).isEqualTo("it does not rise any more: quiet");
        assertThat(rig.told.get(2).getId()).isNotEqualTo(rig.told.get(0).getId());
    }

    @Test
    void aNewPatternThatAnAlertToldOfAndThatSurgesLaterWithoutOneIsAGapOfItsOwn() {
        rig.take(pattern("p", "pay", PatternState.NEW, 1000));
        rig.take(alert("pay", AlertState.FIRING, 1010, 1010));
        rig.take(alert("pay", AlertState.RESOLVED, 1200, 1010));
        rig.take(pattern("p", "pay", PatternState.NEW, 4600));
        rig.take(pattern("p", "pay", PatternState.SURGING, 6000));
        rig.time(7000);
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 6120");
    }

    @Test
    void aPatternThatIsNotHeardOfAnyMoreOrIsJoinedToAnotherEndsItsGap() {
        rig.take(pattern("p", "pay", PatternState.NEW, 1000));
        rig.take(pattern("q", "pay", PatternState.NEW, 1000));
        rig.take(Pattern.newBuilder(pattern("other", "pay", PatternState.RECURRING, 2000))
                .setAliases(List.of("q"))
                .build());
        rig.time(10_000);
        assertThat(rig.told)
                .extracting(Gap::getReason)
                .filteredOn(reason -> !reason.startsWith("no alert"))
                .containsExactly(
                        "it was found to be the same as pattern other", "it has not been heard of for 2 hours");
        assertThat(rig.open).isEmpty();
    }

    @Test
    void anAlertThatNobodyTookNoteOfForADayIsACandidateForNoise() {
        rig.take(alert("pay", AlertState.FIRING, 1000, 1000));
        rig.take(alert("pay", AlertState.RESOLVED, 1300, 1000));
        rig.time(1000 + DAY + 29);
        assertThat(rig.told).isEmpty();
        rig.time(1000 + DAY + 30);
        assertThat(rig.lines()).containsExactly("NO_REPORT OPEN " + (1000 + DAY));
        Gap gap = rig.told.get(0);
        assertThat(gap.getSubject()).isEqualTo("alert-pay");
        assertThat(gap.getSummary()).isEqualTo("alert burst (P2) on api=pay fired for 5m and nobody took note of it");
        assertThat(gap.getEvidence()).containsEntry("fired_seconds", 300.0).containsEntry("unreported_before", 0.0);
        rig.time(1100 + 8 * DAY);
        assertThat(rig.told.get(1).getReason()).isEqualTo("listed for 7 days, nothing more came of it");
        assertThat(rig.open).isEmpty();
        rig.time(1100 + 9 * DAY);
        assertThat(rig.kept).containsOnlyKeys("clock");
    }

    @Test
    void anAlertThatSomebodyAcknowledgedMarkedOrOpenedATicketForIsNone() {
        for (String api : List.of("acknowledged", "marked", "selected", "reported", "linked")) {
            rig.take(alert(api, AlertState.FIRING, 1000, 1000));
        }
        rig.take(Alert.newBuilder(alert("acknowledged", AlertState.FIRING, 1100, 1000))
                .setAcknowledgedAt(GapTexts.at(1100))
                .build());
        rig.take(mark("m", MarkKind.NOTE, "alert-marked", 80_000));
        rig.take(dev.hypercare.schemas.events.Mark.newBuilder(mark("s", MarkKind.FIXED, "none", 5000))
                .setFingerprint(null)
                .setSelector(Map.of("rule", "burst", "api", "selected"))
                .build());
        rig.take(ticket("jira:1", "reported", 1000));
        rig.take(ticket("jira:2", null, 2000));
        rig.take(Pattern.newBuilder(pattern("p", "linked", PatternState.RECURRING, 3000))
                .setTickets(List.of("jira:2"))
                .build());
        rig.time(3 * DAY);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void whatWasSaidBeforeItOrAfterTheTimeOrOfAnotherAlertOrIsMaintenanceIsNoReport() {
        rig.take(alert("pay", AlertState.FIRING, 1000, 1000));
        rig.take(mark("before", MarkKind.NOTE, "alert-pay", 999));
        rig.take(mark("other", MarkKind.NOTE, "alert-other", 1001));
        rig.take(mark("window", MarkKind.MAINTENANCE, "alert-pay", 1001));
        rig.take(mark("back", MarkKind.NOTE, "alert-pay", 1001));
        rig.unmark("back");
        rig.take(ticket("jira:1", "pay", 999));
        rig.take(ticket("jira:2", "other", 2000));
        rig.take(ticket("jira:3", "pay", 1001 + DAY));
        rig.time(2 * DAY);
        assertThat(rig.lines()).containsExactly("NO_REPORT OPEN " + (1000 + DAY));
    }

    @Test
    void oneThatWasNeverToldOrFiredForSecondsOnlyIsNone() {
        rig.take(Alert.newBuilder(alert("muted", AlertState.FIRING, 1000, 1000))
                .setSuppression("inhibited")
                .build());
        rig.take(Alert.newBuilder(alert("past", AlertState.FIRING, 1000, 1000))
                .setHistoric(true)
                .build());
        rig.take(alert("short", AlertState.FIRING, 1000, 1000));
        rig.take(alert("short", AlertState.RESOLVED, 1059, 1000));
        rig.time(3 * DAY);
        assertThat(rig.told).isEmpty();
    }

    @Test
    void aReportThatCameLateClosesItAndSaysWho() {
        rig.take(alert("pay", AlertState.FIRING, 1000, 1000));
        rig.take(alert("shop", AlertState.FIRING, 1000, 1000));
        rig.time(1100 + DAY);
        rig.take(ticket("jira:1", "pay", 2000));
        rig.take(mark("m", MarkKind.ACKNOWLEDGED, "alert-shop", 1200 + DAY));
        assertThat(rig.open).hasSize(1);
        rig.time(1300 + DAY);
        assertThat(rig.told)
                .extracting(Gap::getReason)
                .filteredOn(reason -> reason.startsWith("told"))
                .containsExactly(
                        "told too early: ticket jira:1 was opened", "told too early: ann marked it as ACKNOWLEDGED");
        assertThat(rig.open).isEmpty();
    }

    @Test
    void anAlertThatComesAgainUnreportedReplacesTheOneBeforeAndCounts() {
        for (int life = 0; life < 3; life++) {
            int second = 1000 + life * DAY / 2;
            rig.take(alert("pay", AlertState.FIRING, second, second));
            rig.take(alert("pay", AlertState.RESOLVED, second + 120, second));
        }
        rig.time(3 * DAY);
        assertThat(rig.open.values()).singleElement().satisfies(gap -> {
            assertThat(gap.getEvidence()).containsEntry("unreported_before", 2.0);
            assertThat(gap.getSummary()).endsWith(", as 2 times before");
        });
        assertThat(rig.told).hasSize(5);
    }

    @Test
    void timeStandsStillWhileOneTaskOfPatternsHasNotTold() {
        rig.take(pattern("p", "pay", PatternState.SURGING, 1000));
        rig.take(GapRig.alertsTime(5000));
        rig.take(GapRig.patternsTime(5000, 0));
        assertThat(rig.told).isEmpty();
        rig.take(GapRig.patternsTime(1150, 1));
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120");
    }

    @Test
    void whatComesBehindTheTimeIsTakenAtOnce() {
        rig.time(1500);
        rig.take(pattern("p", "pay", PatternState.SURGING, 1000));
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120");
        rig.take(alert("pay", AlertState.FIRING, 1100, 1100));
        assertThat(rig.lines()).containsExactly("NO_ALERT OPEN 1120", "NO_ALERT CLOSED 1120");
    }
}
