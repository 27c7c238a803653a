package dev.hypercare.patterns.tickets;

import static dev.hypercare.patterns.tickets.TicketTexts.answer;
import static dev.hypercare.patterns.tickets.TicketTexts.later;
import static dev.hypercare.patterns.tickets.TicketTexts.minute;
import static dev.hypercare.patterns.tickets.TicketTexts.pattern;
import static dev.hypercare.patterns.tickets.TicketTexts.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.FeedbackKind;
import dev.hypercare.schemas.events.LinkCertainty;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketKpi;
import dev.hypercare.schemas.events.TicketLink;
import dev.hypercare.schemas.events.TicketStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TicketDeskTest {
    private final TicketRig rig = new TicketRig();

    @Test
    void aTicketIsTakenUpWhenAllPartitionsHaveComePastItAndAMinuteMore() {
        TicketRig two = new TicketRig(TicketsConfig.defaults(), 2);
        two.ticket(ticket("t", 0, "The API is down").build());
        two.take(TicketRig.tick(0, 5));
        assertThat(two.cases).isEmpty();
        two.take(TicketRig.tick(1, 0));
        assertThat(two.cases).isEmpty();
        two.take(TicketRig.tick(1, 1));
        assertThat(two.cases).hasSize(1);
    }

    @Test
    void aPartitionThatStandsStillHoldsUpTicketsForTenMinutesOnly() {
        TicketRig two = new TicketRig(TicketsConfig.defaults(), 2);
        two.ticket(ticket("t", 0, "The API is down").build()).take(TicketRig.tick(0, 10));
        assertThat(two.cases).isEmpty();
        two.take(TicketRig.tick(0, 11));
        assertThat(two.cases).hasSize(1);
    }

    @Test
    void withoutAnyTickNewerTicketsMoveTheTime() {
        rig.ticket(ticket("t", 0, "The API is down").build());
        assertThat(rig.cases).isEmpty();
        rig.ticket(ticket("u", 11, "Invoice is wrong").build());
        assertThat(rig.cases).extracting(TicketCase::getId).containsExactly("t");
    }

    @Test
    void aLifeIsToldStepByStepWithItsDurations() {
        Ticket opened = ticket("t", 0, "The API is down").setApi("pay").build();
        rig.ticket(opened)
                .ticket(later(opened, 5, TicketStatus.IN_PROGRESS))
                .ticket(Ticket.newBuilder(later(opened, 30, TicketStatus.RESOLVED))
                        .setFirstAnsweredAt(minute(6))
                        .setAnswers(1)
                        .build())
                .tick(60);
        assertThat(rig.cases)
                .extracting(TicketCase::getState)
                .containsExactly(CaseState.OPEN, CaseState.IN_PROGRESS, CaseState.RESOLVED);
        TicketCase last = rig.cases.get(2);
        assertThat(last.getPreviousState()).isEqualTo(CaseState.IN_PROGRESS);
        assertThat(last.getFirstAnswerMillis()).isEqualTo(360_000);
        assertThat(last.getResolveMillis()).isEqualTo(1_800_000);
        assertThat(last.getFirstContact()).isTrue();
        assertThat(last.getLate()).isFalse();
    }

    @Test
    void anEventThatChangesNothingIsNotToldAgain() {
        Ticket opened = ticket("t", 0, "The API is down").build();
        rig.ticket(opened)
                .ticket(opened)
                .ticket(later(opened, 3, TicketStatus.OPEN))
                .tick(60);
        assertThat(rig.cases).hasSize(1);
    }

    @Test
    void anEventThatComesTooLateIsStillPutWhereItBelongsAndSaysSo() {
        Ticket opened = ticket("t", 0, "The API is down").build();
        rig.ticket(opened).ticket(later(opened, 20, TicketStatus.IN_PROGRESS)).tick(60);
        rig.ticket(later(opened, 10, TicketStatus.RESOLVED));
        TicketCase last = rig.memory.cases.get("t");
        assertThat(last.getReopened()).isEqualTo(1);
        assertThat(last.getState()).isEqualTo(CaseState.REOPENED);
        assertThat(last.getLate()).isTrue();
    }

    @Test
    void aTicketIsLinkedToThePatternWhoseTraceItNames() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        rig.pattern(pattern("p", "connection to <*> refused", 0, 1)
                        .setTraceIds(List.of(trace))
                        .build())
                .ticket(ticket("t", 5, "Error in our shop, trace " + trace).build())
                .tick(10);
        TicketCase found = rig.memory.cases.get("t");
        TicketLink link = found.getLinks().get(0);
        assertThat(link.getPattern()).isEqualTo("p");
        assertThat(link.getCertainty()).isEqualTo(LinkCertainty.LIKELY);
        assertThat(link.getEvidence().get(0)).isEqualTo("trace " + trace);
        assertThat(found.getApi()).isEqualTo("pay");
        assertThat(found.getApiReason()).isEqualTo("the pattern that it is likely about is of it");
        assertThat(found.getPriorityReason()).contains("it is likely about a new error");
    }

    @Test
    void severalThingsThatAgreeAreLikelyAndOneIsPossibleAtMost() {
        Pattern told = pattern("p", "upstream_timeout while calling ledger", 0, 1)
                .setRoutes(List.of("/v1/pay/{id}"))
                .setStatuses(List.of(504))
                .setErrorCodes(List.of("upstream_timeout"))
                .build();
        rig.pattern(told)
                .ticket(ticket("all", 5, "GET /v1/pay/17 answers status 504 upstream_timeout")
                        .setApi("pay")
                        .build())
                .ticket(ticket("code", 5, "What is upstream_timeout?").build())
                .ticket(ticket("status", 5, "We see status 504").build())
                .ticket(ticket("none", 5, "Invoice is wrong").setApi("pay").build())
                .tick(10);
        assertThat(certainty("all")).isEqualTo(LinkCertainty.LIKELY);
        assertThat(certainty("code")).isEqualTo(LinkCertainty.POSSIBLE);
        assertThat(certainty("status")).isNull();
        assertThat(certainty("none")).isNull();
    }

    @Test
    void farApartInTimeOrOfAnotherApiNothingIsClaimed() {
        Pattern told = pattern("p", "ledger refused the booking", 0, 1)
                .setErrorCodes(List.of("ledger_refused"))
                .build();
        rig.pattern(told)
                .ticket(ticket("far", 60 * 24, "ledger_refused again")
                        .setApi("pay")
                        .build())
                .ticket(ticket("other", 5, "ledger_refused again")
                        .setApi("orders")
                        .build())
                .tick(60 * 25);
        assertThat(certainty("far")).isNull();
        assertThat(certainty("other")).isNull();
    }

    @Test
    void aPatternThatIsToldAfterTheTicketIsLinkedAsWell() {
        rig.ticket(ticket("t", 5, "ledger_refused on /v1/book").build()).tick(10);
        assertThat(certainty("t")).isNull();
        rig.pattern(pattern("p", "ledger refused the booking", 6, 20)
                        .setErrorCodes(List.of("ledger_refused"))
                        .setRoutes(List.of("/v1/book"))
                        .build())
                .tick(30);
        assertThat(certainty("t")).isNotNull();
        assertThat(rig.memory.cases.get("t").getAt()).isEqualTo(minute(20));
    }

    @Test
    void aTicketThatSaysMoreIsComparedAnewWithPatternsThatAreToldAfterwards() {
        Ticket opened = ticket("t", 5, "It does not work").build();
        Pattern.Builder told = pattern("p", "ledger refused the booking", 6, 8)
                .setErrorCodes(List.of("ledger_refused"))
                .setRoutes(List.of("/v1/book"));
        rig.ticket(opened).tick(7);
        rig.pattern(told.build()).tick(10);
        assertThat(certainty("t")).isNull();
        rig.ticket(Ticket.newBuilder(later(opened, 11, TicketStatus.OPEN))
                        .setText("ledger_refused on /v1/book")
                        .build())
                .tick(13);
        rig.pattern(told.setAt(minute(14)).setLastSeen(minute(14)).build()).tick(20);
        assertThat(certainty("t")).isNotNull();
    }

    @Test
    void aLinkedTicketIsToldOfItsPatternAlsoWhenThatSaysSomethingElseNow() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Pattern.Builder told = pattern("p", "connection to <*> refused", 0, 1).setTraceIds(List.of(trace));
        rig.pattern(told.build())
                .ticket(ticket("t", 5, "Error in our shop, trace " + trace).build())
                .tick(10);
        assertThat(rig.memory.cases.get("t").getPriorityReason()).contains("it is likely about a new error");
        rig.pattern(told.setTraceIds(List.of())
                        .setState(PatternState.SURGING)
                        .setAt(minute(12))
                        .build())
                .tick(20);
        assertThat(certainty("t")).isEqualTo(LinkCertainty.LIKELY);
        assertThat(rig.memory.cases.get("t").getPriorityReason()).contains("surges");
    }

    @Test
    void figuresFollowEveryChangeOfATicket() {
        Ticket opened = ticket("t", 0, "Our token expired").setApi("pay").build();
        Ticket resolved = Ticket.newBuilder(later(opened, 30, TicketStatus.RESOLVED))
                .setAnswers(1)
                .build();
        rig.ticket(opened).ticket(resolved).tick(60);
        TicketKpi kpi = kpi("api=pay,category=authentication@2026-11-20T10:00:00Z/1h");
        assertThat(kpi.getOpened()).isEqualTo(1);
        assertThat(kpi.getResolved()).isEqualTo(1);
        assertThat(kpi.getResolveMillis()).isEqualTo(1_800_000);
        assertThat(kpi.getFirstContact()).isEqualTo(1);
        rig.ticket(Ticket.newBuilder(later(opened, 70, TicketStatus.OPEN))
                        .setApi("orders")
                        .setAnswers(2)
                        .build())
                .tick(130);
        assertThat(kpi("api=pay,category=authentication@2026-11-20T10:00:00Z/1h")
                        .getOpened())
                .isZero();
        TicketKpi moved = kpi("api=orders,category=authentication@2026-11-20T10:00:00Z/1h");
        assertThat(moved.getResolved()).isEqualTo(1);
        assertThat(moved.getFirstContact()).isZero();
        assertThat(moved.getContactKnown()).isEqualTo(1);
        assertThat(kpi("api=orders,category=authentication@2026-11-20T11:00:00Z/1h")
                        .getReopened())
                .isEqualTo(1);
        assertThat(kpi("api=orders,category=authentication@2026-11-20T00:00:00Z/1d")
                        .getReopened())
                .isEqualTo(1);
    }

    @Test
    void answersCountWhereTheirTicketDoesAndANewerOneTakesThePlace() {
        rig.ticket(ticket("t", 0, "Our token expired").setApi("pay").build())
                .answer(answer("a", FeedbackKind.CSAT, 2, 5, "t"))
                .answer(answer("b", FeedbackKind.NPS, 10, 6, null))
                .tick(20);
        TicketKpi kpi = kpi("api=pay,category=authentication@2026-11-20T10:00:00Z/1h");
        assertThat(kpi.getCsat()).isEqualTo(1);
        assertThat(kpi.getCsatSum()).isEqualTo(2);
        rig.answer(answer("a", FeedbackKind.CSAT, 5, 8, "t"));
        rig.answer(answer("a", FeedbackKind.CSAT, 1, 7, "t"));
        kpi = kpi("api=pay,category=authentication@2026-11-20T10:00:00Z/1h");
        assertThat(kpi.getCsat()).isEqualTo(1);
        assertThat(kpi.getCsatSum()).isEqualTo(5);
        assertThat(kpi.getCsatSatisfied()).isEqualTo(1);
        assertThat(kpi("api=-,category=-@2026-11-20T10:00:00Z/1h").getNpsPromoters())
                .isEqualTo(1);
    }

    @Test
    void aSubjectIsNewThenRareAndSurgesWhenManyMoreComeThanUsual() {
        rig.ticket(ticket("t", 0, "Our token expired").build()).tick(2);
        assertThat(rig.patterns).extracting(Pattern::getState).containsExactly(PatternState.NEW);
        rig.tick(60 * 30);
        assertThat(last().getState()).isEqualTo(PatternState.RARE);
        for (int i = 0; i < 5; i++) {
            rig.ticket(
                    ticket("s" + i, 60 * 30 + i, "Token expired, number " + i).build());
        }
        rig.tick(60 * 30 + 10);
        assertThat(last().getState()).isEqualTo(PatternState.SURGING);
        assertThat(last().getRecent()).isEqualTo(4);
        assertThat(last().getTickets()).hasSize(5);
        assertThat(last().getTemplate()).contains("token", "expired");
        rig.tick(60 * 48);
        assertThat(last().getState()).isEqualTo(PatternState.RECURRING);
        rig.tick(60 * 24 * 12);
        assertThat(last().getState()).isEqualTo(PatternState.QUIET);
    }

    @Test
    void beforeTheGoLiveNothingIsNew() {
        rig.catalog.put(
                "pay",
                CatalogEntry.newBuilder()
                        .setApi("pay")
                        .setCriticality(Criticality.NORMAL)
                        .setGoLiveAt(minute(10))
                        .build());
        rig.ticket(ticket("t", 0, "Our token expired").setApi("pay").build())
                .ticket(ticket("u", 20, "token expired").setApi("pay").build())
                .tick(90);
        assertThat(last().getState()).isEqualTo(PatternState.RARE);
        assertThat(last().getSinceGoLive()).isEqualTo(1);
        assertThat(last().getTotal()).isEqualTo(2);
    }

    @Test
    void closedTicketsAreForgottenAfterALongTime() {
        Ticket opened = ticket("t", 0, "Our token expired").build();
        rig.ticket(opened)
                .ticket(later(opened, 5, TicketStatus.CLOSED))
                .ticket(ticket("u", 1, "Invoice").build());
        rig.answer(answer("a", FeedbackKind.CSAT, 2, 5, "t")).tick(60);
        rig.tick(60 * 24 * 402);
        assertThat(rig.memory.cases).containsOnlyKeys("u");
        assertThat(rig.memory.rest.keySet()).noneMatch(key -> key.startsWith("f|"));
        assertThat(rig.memory.rest.keySet()).doesNotContain("l|t");
    }

    @Property(tries = 25)
    void neitherTheOrderOfArrivalNorRestartsChangeWhatIsKnown(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int restartEvery) {
        List<TicketArrival> arrivals = arrivals();
        TicketRig expected = new TicketRig(TicketsConfig.defaults(), 2);
        arrivals.forEach(expected::take);
        expected.tick(600);
        List<TicketArrival> mixed = new ArrayList<>(arrivals);
        mixed.addAll(arrivals.subList(5, 15));
        Collections.shuffle(mixed, new Random(seed));
        TicketRig other = new TicketRig(TicketsConfig.defaults(), 2);
        other.take(TicketRig.tick(0, 0));
        for (int i = 0; i < mixed.size(); i++) {
            other.take(mixed.get(i));
            if (i % restartEvery == 0) {
                other.restart();
            }
        }
        other.tick(600);
        assertThat(other.memory.cases).isEqualTo(expected.memory.cases);
        assertThat(other.memory.kpis).isEqualTo(expected.memory.kpis);
        assertThat(other.cases).isEqualTo(expected.cases);
        assertThat(other.patterns).isEqualTo(expected.patterns);
    }

    /** Less than ten minutes of event time, so that everything waits for the ticks however it comes. */
    private static List<TicketArrival> arrivals() {
        String[] titles = {
            "Our token expired", "Token expires too early", "ledger_refused on /v1/book", "Invoice of October is wrong",
            "The invoice is wrong", "We see status 503", "503 error on /v1/book since noon", "How do I paginate"
        };
        List<TicketArrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Ticket opened = ticket("t" + i, i % 5, titles[i % titles.length] + " " + i)
                    .setApi(i % 3 == 0 ? "pay" : null)
                    .build();
            arrivals.add(TicketRig.arrival(opened));
            arrivals.add(TicketRig.arrival(later(opened, i % 5 + 2, TicketStatus.RESOLVED)));
            arrivals.add(TicketRig.arrival(later(opened, i % 5 + 3, TicketStatus.OPEN)));
        }
        for (int i = 0; i < 6; i++) {
            arrivals.add(TicketRig.arrival(
                    pattern("p" + i, "ledger refused the booking " + i, i, i)
                            .setErrorCodes(List.of("ledger_refused"))
                            .setStatuses(List.of(503))
                            .setRoutes(List.of("/v1/book"))
                            .build(),
                    0));
            arrivals.add(TicketRig.arrival(answer("a" + i, FeedbackKind.CSAT, 1 + i % 5, i, "t" + i)));
        }
        return arrivals;
    }

    private LinkCertainty certainty(String ticket) {
        List<TicketLink> links = rig.memory.cases.get(ticket).getLinks();
        return links.isEmpty() ? null : links.get(0).getCertainty();
    }

    private TicketKpi kpi(String key) {
        return rig.kpis.get(key);
    }

    private Pattern last() {
        return rig.patterns.get(rig.patterns.size() - 1);
    }
}
