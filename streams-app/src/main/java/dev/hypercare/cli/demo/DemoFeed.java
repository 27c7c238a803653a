package dev.hypercare.cli.demo;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.WatchdogAlert;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.Wiring;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the output topics into the board, as any consumer outside would. Not thread-safe. */
final class DemoFeed implements AutoCloseable {
    private final TopicTail<Kpi> panes;
    private final TopicTail<Alert> alerts;
    private final TopicTail<DeadLetter> deadLetters;
    private final TopicTail<TicketCase> tickets;
    private final DemoBoard board;
    private final Consumer<Alert> onAlert;

    /** @param onAlert told each transition of an alert after the board */
    DemoFeed(Map<String, Object> client, Wiring wiring, DemoBoard board, Consumer<Alert> onAlert) {
        this.board = board;
        this.onAlert = onAlert;
        panes = TopicTail.of(client, wiring, Topics.KPI_PANES);
        alerts = TopicTail.of(client, wiring, Topics.ALERTS);
        deadLetters = TopicTail.of(client, wiring, Topics.DEAD_LETTERS);
        tickets = TopicTail.of(client, wiring, Topics.TICKET_CASES);
    }

    /** Takes in what has come; waits a little for the panes. */
    void poll() {
        for (TopicTail.Message<Kpi> message : panes.poll(Duration.ofMillis(100))) {
            if (message.value() != null) {
                board.pane(message.value());
            }
        }
        for (TopicTail.Message<Alert> message : alerts.poll(Duration.ZERO)) {
            if (message.value() != null && !message.value().getRule().equals(WatchdogAlert.RULE)) {
                board.alert(message.value());
                onAlert.accept(message.value());
            }
        }
        deadLetters.poll(Duration.ZERO).forEach(message -> board.deadLetter());
        for (TopicTail.Message<TicketCase> message : tickets.poll(Duration.ZERO)) {
            if (message.value() != null) {
                board.ticket(message.value());
            }
        }
    }

    /** Whether everything that was in the topics at the moment of the call has been taken in. */
    boolean atEnd() {
        return panes.atEnd() && alerts.atEnd() && deadLetters.atEnd() && tickets.atEnd();
    }

    @Override
    public void close() {
        panes.close();
        alerts.close();
        deadLetters.close();
        tickets.close();
    }
}
