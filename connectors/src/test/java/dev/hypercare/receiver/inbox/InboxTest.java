package dev.hypercare.receiver.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Map<String, RecentIds> recent = new HashMap<>(Map.of("in", new RecentIds(100)));
    private final Inbox inbox = new Inbox(4, 10_000, recent);

    @Test
    void tellsWhoWaitsWhenTheLastRecordIsAcknowledged() throws Exception {
        Ticket ticket = inbox.offer(delivery("a", 2));
        Delivery taken = takeOne();

        inbox.acknowledged(taken);
        assertThat(ticket.outcome()).isNotDone();
        inbox.acknowledged(taken);

        assertThat(ticket.outcome()).isCompletedWithValue(DeliveryOutcome.ACKNOWLEDGED);
        assertThat(inbox.level()).isEqualTo(new Inbox.Level(0, 0, false));
    }

    @Test
    void oneIdIsOneDelivery() throws Exception {
        Ticket first = inbox.offer(delivery("a", 1));
        Ticket repeated = inbox.offer(delivery("a", 1));
        assertThat(repeated.delivery()).isSameAs(first.delivery());
        Delivery taken = takeOne();
        Ticket meanwhile = inbox.offer(delivery("a", 1));
        assertThat(take()).isEmpty();

        inbox.acknowledged(taken);

        assertThat(List.of(first, repeated, meanwhile))
                .allSatisfy(one -> assertThat(one.outcome()).isCompletedWithValue(DeliveryOutcome.ACKNOWLEDGED));
        assertThat(inbox.offer(delivery("a", 1)).outcome()).isCompletedWithValue(DeliveryOutcome.DUPLICATE);
    }

    @Test
    void aRepetitionIsNoDuplicateBeforeKafkaHasTheFirst() throws Exception {
        inbox.offer(delivery("a", 1));
        takeOne();

        assertThat(inbox.offer(delivery("a", 1)).outcome()).isNotDone();
    }

    @Test
    void whatNobodyWaitsForIsNotSentAndItsIdIsFree() throws Exception {
        Ticket ticket = inbox.offer(delivery("a", 1));
        inbox.offer(delivery("a", 1));

        inbox.giveUp(ticket.delivery());
        assertThat(inbox.level().records()).isEqualTo(1);
        inbox.giveUp(ticket.delivery());

        assertThat(take()).isEmpty();
        assertThat(inbox.level().records()).isZero();
        assertThat(inbox.offer(delivery("a", 1)).outcome()).isNotDone();
        assertThat(take()).hasSize(1);
    }

    @Test
    void whatWasTakenIsStillKnownWhenNobodyWaits() throws Exception {
        Ticket ticket = inbox.offer(delivery("a", 1));
        Delivery taken = takeOne();
        inbox.giveUp(ticket.delivery());

        Ticket repeated = inbox.offer(delivery("a", 1));
        inbox.acknowledged(taken);

        assertThat(repeated.outcome()).isCompletedWithValue(DeliveryOutcome.ACKNOWLEDGED);
    }

    @Test
    void countsWhatIsTakenUntilItIsAcknowledged() throws Exception {
        inbox.offer(delivery(null, 3));
        take();

        assertThat(inbox.offer(delivery(null, 2)).outcome()).isCompletedWithValue(DeliveryOutcome.FULL);
        assertThat(inbox.offer(delivery(null, 1)).outcome()).isNotDone();
        assertThat(inbox.hasRoomFor(1, 0)).isFalse();
    }

    @Test
    void takesWhatIsLargerThanItselfWhenItIsEmpty() {
        assertThat(inbox.offer(delivery(null, 9)).outcome()).isNotDone();
        assertThat(inbox.offer(delivery(null, 1)).outcome()).isCompletedWithValue(DeliveryOutcome.FULL);
    }

    @Test
    void neverDividesADelivery() throws Exception {
        inbox.offer(delivery(null, 2));
        inbox.offer(delivery(null, 2));

        assertThat(inbox.take(3, 1)).hasSize(1);
        assertThat(inbox.take(1, 1)).hasSize(1);
    }

    @Test
    void tellsAllWhoWaitWhenItStops() throws Exception {
        List<Ticket> tickets = new ArrayList<>(List.of(inbox.offer(delivery("a", 1)), inbox.offer(delivery(null, 1))));
        Delivery taken = takeOne();

        inbox.stop();
        inbox.acknowledged(taken);
        tickets.add(inbox.offer(delivery("c", 1)));

        assertThat(tickets).allSatisfy(one -> assertThat(one.outcome()).isCompletedWithValue(DeliveryOutcome.STOPPED));
        assertThat(take()).isEmpty();
    }

    private List<Taken> take() throws InterruptedException {
        return inbox.take(100, 1);
    }

    private Delivery takeOne() throws InterruptedException {
        return inbox.take(1, 1).get(0).delivery();
    }

    private static Delivery delivery(String id, int parts) {
        List<Part> all = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            all.add(new Part(null, new byte[] {1}));
        }
        return new Delivery("in", id, all, 0);
    }
}
