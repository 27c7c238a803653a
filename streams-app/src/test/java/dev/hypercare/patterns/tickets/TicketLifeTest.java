package dev.hypercare.patterns.tickets;

import static dev.hypercare.patterns.tickets.TicketTexts.later;
import static dev.hypercare.patterns.tickets.TicketTexts.millis;
import static dev.hypercare.patterns.tickets.TicketTexts.minute;
import static dev.hypercare.patterns.tickets.TicketTexts.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TicketLifeTest {
    private static final Ticket OPENED = ticket("t", 0, "it does not work").build();

    @Test
    void anAnsweredTicketKnowsItsTimes() {
        Ticket done = Ticket.newBuilder(later(OPENED, 30, TicketStatus.RESOLVED))
                .setFirstAnsweredAt(minute(5))
                .setResolvedAt(minute(29))
                .build();
        TicketLife life = life(OPENED, done);
        assertThat(life.state()).isEqualTo(CaseState.RESOLVED);
        assertThat(life.firstAnsweredAt()).isEqualTo(millis(5));
        assertThat(life.resolvedAt()).isEqualTo(millis(29));
        assertThat(life.reopenedCount()).isZero();
    }

    @Test
    void aTicketThatIsOpenAgainAfterItWasResolvedIsReopened() {
        TicketLife life = life(
                OPENED,
                later(OPENED, 10, TicketStatus.RESOLVED),
                later(OPENED, 20, TicketStatus.IN_PROGRESS),
                later(OPENED, 30, TicketStatus.CLOSED),
                later(OPENED, 40, TicketStatus.OPEN));
        assertThat(life.state()).isEqualTo(CaseState.REOPENED);
        assertThat(life.reopened()).containsExactly(millis(20), millis(40));
        assertThat(life.resolved()).containsExactly(millis(10), millis(30));
        assertThat(life.resolvedAt()).isNull();
    }

    @Test
    void closingWhatWasResolvedIsNoSecondResolution() {
        TicketLife life =
                life(OPENED, later(OPENED, 10, TicketStatus.RESOLVED), later(OPENED, 20, TicketStatus.CLOSED));
        assertThat(life.resolved()).containsExactly(millis(10));
        assertThat(life.state()).isEqualTo(CaseState.CLOSED);
    }

    @Test
    void anEventThatComesLateStandsWhereItBelongs() {
        TicketLife life = life(OPENED, later(OPENED, 20, TicketStatus.IN_PROGRESS));
        assertThat(life.reopenedCount()).isZero();
        Ticket between = later(OPENED, 10, TicketStatus.RESOLVED);
        assertThat(life.add(between, TicketRig.bytes(between))).isTrue();
        assertThat(life.reopened()).containsExactly(millis(20));
        assertThat(life.state()).isEqualTo(CaseState.REOPENED);
    }

    @Test
    void whatComesTwiceSaysNothingNew() {
        TicketLife life = life(OPENED);
        assertThat(life.add(OPENED, TicketRig.bytes(OPENED))).isFalse();
    }

    @Test
    void ofMoreThanTwoHundredEventsHowOftenItWasReopenedIsKept() {
        TicketLife life = life(OPENED);
        for (int minute = 1; minute <= 600; minute++) {
            Ticket next = later(OPENED, minute, minute % 2 == 1 ? TicketStatus.RESOLVED : TicketStatus.OPEN);
            life.add(next, TicketRig.bytes(next));
        }
        assertThat(life.reopenedCount()).isEqualTo(300);
        assertThat(TicketLife.of(life.toBytes()).reopenedCount()).isEqualTo(300);
        Ticket old = later(OPENED, 3, TicketStatus.WAITING);
        assertThat(life.add(old, TicketRig.bytes(old))).isFalse();
    }

    @Property(tries = 300)
    void theOrderInWhichEventsComeChangesNothing(@ForAll("events") List<Ticket> events, @ForAll long seed) {
        TicketLife inOrder = life(events.toArray(Ticket[]::new));
        List<Ticket> mixed = new ArrayList<>(events);
        mixed.addAll(events.subList(0, events.size() / 2));
        Collections.shuffle(mixed, new Random(seed));
        TicketLife other = life(mixed.toArray(Ticket[]::new));
        assertThat(other.toBytes()).isEqualTo(inOrder.toBytes());
        assertThat(TicketLife.of(other.toBytes()).toBytes()).isEqualTo(inOrder.toBytes());
    }

    @Provide
    Arbitrary<List<Ticket>> events() {
        Arbitrary<Ticket> event = Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(TicketStatus.class),
                        Arbitraries.integers().between(0, 12).injectNull(0.5),
                        Arbitraries.of(true, false))
                .as((minute, status, answered, escalated) -> Ticket.newBuilder(later(OPENED, minute, status))
                        .setFirstAnsweredAt(answered == null ? null : minute(answered))
                        .setEscalated(escalated)
                        .build());
        return event.list().ofMinSize(1).ofMaxSize(12);
    }

    private static TicketLife life(Ticket... events) {
        TicketLife life = TicketLife.of(events[0], TicketRig.bytes(events[0]));
        for (Ticket event : events) {
            life.add(event, TicketRig.bytes(event));
        }
        return life;
    }
}
