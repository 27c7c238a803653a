package dev.hypercare.cli.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.testdata.ScoreTable;
import dev.hypercare.testdata.Scoreboard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a demo.
 *
 * @param recording what was replayed
 * @param speed seconds of event time in one second
 * @param from first instant of the replayed part, event time, milliseconds since the epoch
 * @param to last instant
 * @param published lines that the broker acknowledged
 * @param calls calls in closed panes
 * @param deadLetters lines that were not calls
 * @param failure why it ended before its end; null where it did not
 * @param score labels joined to alerts
 * @param tickets what became of the tickets; they decide nothing of whether it passed
 */
public record DemoResult(
        String recording,
        double speed,
        long from,
        long to,
        long published,
        long calls,
        long deadLetters,
        @Nullable String failure,
        Scoreboard score,
        List<DemoTickets.Fate> tickets) {

    /** Whether it ran to its end, every line was counted or rejected, and every fault was found and, where it ended, resolved. */
    public boolean passed() {
        return failure == null
                && published == calls + deadLetters
                && score.missed().isEmpty()
                && score.unresolved().isEmpty();
    }

    /** The summary for people. */
    public String text() {
        String text = String.format(
                Locale.ROOT,
                "Replayed %s at %.1fx: %s to %s%n%,d lines published = %,d calls counted + %,d dead letters%s%n%n%s",
                recording,
                speed,
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                published,
                calls,
                deadLetters,
                published == calls + deadLetters ? "" : "   NOT EQUAL",
                ScoreTable.text(score));
        text = tickets.isEmpty() ? text : text + "\n\n" + DemoTicketTable.text(tickets);
        return failure == null ? text : text + "\nNOT COMPLETE: " + failure;
    }

    /** The summary for programs: {@code {"passed", "recording", "speed", "from", "to", "published", "calls", "deadLetters", "score", "tickets"}}. */
    public String json() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("passed", passed()).put("recording", recording).put("speed", speed);
        root.put("from", Instant.ofEpochMilli(from).toString())
                .put("to", Instant.ofEpochMilli(to).toString());
        root.put("published", published).put("calls", calls).put("deadLetters", deadLetters);
        root.put("failure", failure);
        root.set("score", ScoreTable.json(score));
        root.set("tickets", DemoTicketTable.json(tickets));
        return root.toPrettyString();
    }
}
