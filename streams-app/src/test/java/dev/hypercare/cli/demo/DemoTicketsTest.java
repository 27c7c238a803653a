package dev.hypercare.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketStatus;
import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.Labels;
import dev.hypercare.testdata.Recording;
import dev.hypercare.testdata.ReplayClock;
import dev.hypercare.testdata.Scoreboard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTicketsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    /** An hour recorded, replayed in six minutes from the year 2027 on. */
    private static final ReplayClock CLOCK = new ReplayClock(
            START.toEpochMilli(),
            START.plusSeconds(3600).toEpochMilli(),
            Instant.parse("2027-01-01T00:00:00Z").toEpochMilli(),
            10);

    private final List<Ticket> published = new ArrayList<>();

    @Test
    void aTicketIsPublishedWhenItsTimeHasComeWithAllItsTimesMoved() {
        Ticket opened = ticket("a", 600).build();
        Ticket resolved = Ticket.newBuilder(opened)
                .setAt(START.plusSeconds(1200))
                .setFirstAnsweredAt(START.plusSeconds(700))
                .setResolvedAt(START.plusSeconds(1200))
                .build();
        DemoTickets tickets = new DemoTickets(List.of(resolved, opened), Map.of());
        long due = CLOCK.dueAt(START.plusSeconds(600).toEpochMilli());
        tickets.publish(CLOCK, due - 1, published::add);
        assertThat(published).isEmpty();
        tickets.publish(CLOCK, due, published::add);
        assertThat(published).hasSize(1);
        tickets.publish(CLOCK, CLOCK.endWall(), published::add);
        assertThat(published).hasSize(2);
        assertThat(published).allMatch(one -> one.getCreatedAt().equals(moved(600)));
        assertThat(published.get(0).getAt()).isEqualTo(moved(600));
        assertThat(published.get(1).getAt()).isEqualTo(moved(1200));
        assertThat(published.get(1).getFirstAnsweredAt()).isEqualTo(moved(700));
        assertThat(published.get(1).getResolvedAt()).isEqualTo(moved(1200));
    }

    @Test
    void whatIsNotInTheReplayedPartIsLeftOutAndMissedByNobody() {
        DemoTickets tickets = new DemoTickets(
                List.of(
                        ticket("before", -5).build(),
                        ticket("after", 3605).build(),
                        ticket("in", 5).build()),
                Map.of());
        tickets.publish(CLOCK, CLOCK.endWall(), published::add);
        assertThat(published).extracting(Ticket::getId).containsExactly("in");
        assertThat(tickets.areTakenUp(Map.of())).isFalse();
        assertThat(tickets.areTakenUp(Map.of("in", known("in", null)))).isTrue();
        assertThat(DemoTickets.none().areTakenUp(Map.of())).isTrue();
    }

    @Test
    void theTableSaysOfEachTicketWhatBecameOfItAndWhetherAnAlertCameBeforeIt() {
        DemoTickets tickets = new DemoTickets(
                List.of(
                        ticket("T-1", 160).build(),
                        ticket("T-2", 105).build(),
                        ticket("T-3", 200).build(),
                        ticket("T-4", 300).build()),
                Map.of("T-1", "down", "T-2", "down", "T-4", "unseen"));
        tickets.publish(CLOCK, CLOCK.endWall(), published::add);
        long begin = moved(100).toEpochMilli();
        Labels labels = new Labels(
                moved(0).toEpochMilli(),
                moved(3600).toEpochMilli(),
                List.of(fault("down", "payments", begin), fault("unseen", "search", begin)));
        FiredAlert alert = new FiredAlert(
                "burst", "P1", Map.of("api", "payments"), 30_000, begin + 20_000, begin + 90_000, "many fail");
        var fates = tickets.fates(
                Map.of("T-1", known("T-1", "payments"), "T-2", known("T-2", "orders"), "T-4", known("T-4", "search")),
                Scoreboard.of(labels, List.of(alert)));
        assertThat(DemoTicketTable.text(fates).lines())
                .anyMatch(line -> line.matches("T-1 +OPEN +payments +outage +P2 +down +60.0 s +40.0 s before"))
                .anyMatch(line -> line.matches("T-2 +OPEN +orders +outage +P2 +down +5.0 s +15.0 s after"))
                .anyMatch(line -> line.matches("T-3 +NOT TAKEN UP +- +- +- +no fault +- +-"))
                .anyMatch(line -> line.matches("T-4 +OPEN +search +outage +P2 +unseen +200.0 s +NONE"))
                .endsWith(
                        "tickets: 4 opened, 3 taken up; 3 about a fault, 2 on its API; for 1 of them an alert had fired before");
        assertThat(DemoTicketTable.json(fates).get(1).get("alertBeforeMillis").asLong())
                .isEqualTo(40_000);
        assertThat(DemoTicketTable.json(fates).get(2).get("takenUp").asBoolean())
                .isFalse();
        assertThat(DemoTicketTable.text(List.of())).isEmpty();
    }

    @Test
    void thoseThatShipAreInTheRecordingAndAboutItsFaults() {
        DemoTickets tickets = DemoTickets.launch();
        Recording.Span span = Recording.launch().span();
        ReplayClock clock =
                ReplayClock.of(span, Instant.parse("2027-01-01T00:00:00Z").toEpochMilli(), 10);
        tickets.publish(clock, clock.endWall(), published::add);
        assertThat(published).hasSize(16);
        assertThat(published)
                .extracting(ticket -> ticket.getAt().toEpochMilli())
                .as("time enough before the end to be taken up")
                .allMatch(at -> at < clock.shifted(span.last()) - 180_000);
        Scoreboard score = Scoreboard.of(Labels.launch().replayed(clock), List.of());
        assertThat(tickets.fates(Map.of(), score)).hasSize(9).allSatisfy(fate -> {
            if (fate.fault() != null) {
                assertThat(fate.openedAt())
                        .isBetween(fate.fault().from(), fate.fault().to() + 60_000);
            }
        });
        assertThat(tickets.fates(Map.of(), score).stream()
                        .filter(fate -> fate.fault() != null)
                        .map(fate -> fate.fault().id())
                        .distinct())
                .as("every fault was reported")
                .hasSize(6);
    }

    private static Instant moved(int second) {
        return Instant.ofEpochMilli(CLOCK.shifted(START.plusSeconds(second).toEpochMilli()));
    }

    private static Labels.Fault fault(String id, String api, long from) {
        return new Labels.Fault(id, "backend-killed", api, null, null, from, from + 60_000, "killed", "server-errors");
    }

    private static Ticket.Builder ticket(String id, int second) {
        return Ticket.newBuilder()
                .setId(id)
                .setSource("desk")
                .setAt(START.plusSeconds(second))
                .setCreatedAt(START.plusSeconds(second))
                .setStatus(TicketStatus.OPEN)
                .setTitle("it is down");
    }

    private static TicketCase known(String id, String api) {
        return TicketCase.newBuilder()
                .setId(id)
                .setSource("desk")
                .setState(CaseState.OPEN)
                .setAt(START)
                .setCreatedAt(START)
                .setTitle("it is down")
                .setApi(api)
                .setCategory("outage")
                .setCategoryReason("it says 'down'")
                .setPriority("P2")
                .setPriorityReason("severity P2")
                .build();
    }
}
