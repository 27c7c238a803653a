package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.cli.tickets.FiledTicket;
import dev.hypercare.cli.tickets.TicketFile;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicWriter;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;

/** {@code load --tickets}: publishes the tickets of a file; those that cannot be used are named and left out. */
final class TicketLoad {
    /** So many problems are named; of the others it is said how many there are. */
    private static final int MOST_NAMED = 20;

    private final String file;
    private final InputStream input;
    private final ClusterOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private long sent;
    private long refused;
    private long problems;

    TicketLoad(String file, InputStream input, ClusterOptions options, PrintWriter out, PrintWriter err) {
        this.file = file;
        this.input = input;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Returns the exit code. Error: {@link InvalidInput} where the file or the cluster cannot be used. */
    int run(Output output) {
        long begin = System.nanoTime();
        Instant latest =
                Instant.now().plus(options.config().patterns().tickets().maxFuture());
        try (TicketFile tickets = TicketFile.open(file, input, latest)) {
            ClusterAccess cluster = options.cluster();
            try (TopicWriter<Ticket> writer = cluster.writer(Topics.TICKETS)) {
                send(tickets, writer);
            }
            tell(tickets, cluster.wiring().name(Topics.TICKETS), (System.nanoTime() - begin) / 1e9, output);
        }
        if (sent + refused == 0) {
            throw new InvalidInput(file + " holds no tickets", "Give a file with at least one.");
        }
        return refused > 0 ? Failures.FAILED : 0;
    }

    private void send(TicketFile tickets, TopicWriter<Ticket> writer) {
        Progress progress = new Progress(err, Ink.auto().on(), System::nanoTime);
        for (FiledTicket next = tickets.next(); next != null; next = tickets.next()) {
            Ticket ticket = next.ticket();
            if (ticket == null) {
                refused++;
                next.problems().forEach(this::name);
            } else {
                writer.write(ticket.getId(), ticket);
                sent++;
            }
            progress.report(() -> "loading: " + Figures.count(sent) + " tickets");
        }
        progress.done();
    }

    private void name(String problem) {
        if (problems++ < MOST_NAMED) {
            err.println("error: " + Ink.safe(problem));
        }
    }

    private void tell(TicketFile tickets, String topic, double seconds, Output output) {
        if (output == Output.JSON) {
            var summary = JsonNodeFactory.instance
                    .objectNode()
                    .put("topic", topic)
                    .put("tickets", tickets.read())
                    .put("acknowledged", sent)
                    .put("refused", refused)
                    .put("seconds", seconds);
            tickets.unused().forEach(summary.putArray("unused")::add);
            out.println(summary);
        } else {
            out.println(Figures.count(sent) + " of " + Figures.count(tickets.read()) + " tickets acknowledged on "
                    + topic + String.format(Locale.ROOT, " in %.1f s", seconds));
        }
        out.flush();
        if (problems > MOST_NAMED) {
            err.println("error: and " + Figures.count(problems - MOST_NAMED) + " problems more");
        }
        if (refused > 0) {
            err.println("  -> Correct them and load the file again: what was taken already changes nothing.");
        }
        if (!tickets.unused().isEmpty()) {
            err.println("not used: " + Ink.safe(String.join(", ", tickets.unused()))
                    + " (a field labels.NAME is kept as a label)");
        }
        err.flush();
    }
}
