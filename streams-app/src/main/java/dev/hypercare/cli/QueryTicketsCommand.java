package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query tickets}: what is known of each ticket. */
@Command(
        name = "tickets",
        description = {
            "What is known of tickets, the most urgent first: state, category, priority and what they may be about.",
            "The JSON has the reason of each, and the evidence of the links."
        },
        footer = {
            "",
            "Examples: what is not resolved of one API; all tickets of a subject",
            "  hypercare query tickets --state unresolved --api payments",
            "  hypercare query tickets --subject 1f0c5a9be2d47a36 --output json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryTicketsCommand implements Callable<Integer> {
    @Option(
            names = "--state",
            description = "Only those that are unresolved, open, in-progress, waiting, reopened, resolved or closed.")
    private @Nullable String state;

    @Option(names = "--api", description = "Only those about an API.")
    private @Nullable String api;

    @Option(names = "--subject", description = "Only those of a subject, by the id of its pattern.")
    private @Nullable String subject;

    @Option(names = "--category", description = "Only those of a category.")
    private @Nullable String category;

    @Option(names = "--priority", description = "Only those of P1, P2, P3 or P4.")
    private @Nullable String priority;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "state", state);
        QueryAnswer.put(question, "api", api);
        QueryAnswer.put(question, "subject", subject);
        QueryAnswer.put(question, "category", category);
        QueryAnswer.put(question, "priority", priority);
        return answer.print("/api/v1/tickets", question, pages, "tickets", this::table);
    }

    private void table(JsonNode found, PrintWriter out) {
        Table table = new Table(List.of("prio", "state", "opened", "id", "category", "api", "about", "title"));
        for (JsonNode ticket : found.path("tickets")) {
            JsonNode link = ticket.path("links").path(0);
            table.add(List.of(
                    ticket.path("priority").asText(),
                    ticket.path("state").asText(),
                    Figures.clock(Instant.parse(ticket.path("createdAt").asText()), ZoneId.systemDefault()),
                    ticket.path("id").asText(),
                    ticket.path("category").asText(),
                    ticket.path("api").asText("-"),
                    link.isMissingNode()
                            ? "-"
                            : link.path("certainty").asText().toLowerCase(Locale.ROOT) + " "
                                    + link.path("pattern").asText(),
                    ticket.path("title").asText()));
        }
        PrintWriter err = spec.commandLine().getErr();
        if (table.isEmpty()) {
            err.println("no such ticket is known");
        } else {
            table.print(out);
        }
        err.flush();
    }
}
