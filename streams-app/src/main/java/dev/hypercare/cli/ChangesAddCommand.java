package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code changes add}: tells of a deployment, or another change. */
@Command(
        name = "add",
        description = {
            "Tells of a deployment or another change, or more of one that is known by its id: what is not given stays then.",
            "The same told twice is one change."
        },
        footer = {
            "",
            "Examples: after a deployment; a deployment as it begins and as it ends",
            "  hypercare changes add --api payments --version 1.8.2",
            "  hypercare changes add --id run-4711 --api payments --version 1.8.2 --status started",
            "  hypercare changes add --id run-4711 --status failed --end now"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ChangesAddCommand implements Callable<Integer> {
    // What is inherited has a --version of its own, and stays away as a whole. picocli reads this one.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Option(names = "--id", description = "Its id where it comes from (default: a new one).")
    private @Nullable String id;

    @Option(
            names = "--kind",
            description = "deployment, config, flag, rollback or other (default for a new one: deployment).")
    private @Nullable String kind;

    @Option(names = "--api", description = "The API that was changed, as in calls; may be repeated.")
    private List<String> apis = new ArrayList<>();

    @Option(names = "--service", description = "The service that was changed; stands for the API of that name.")
    private @Nullable String service;

    @Option(names = "--version", description = "What it was changed to, such as 1.8.2.")
    private @Nullable String version;

    @Option(names = "--environment", description = "Where, such as production.")
    private @Nullable String environment;

    @Option(names = "--start", description = "When it began (default for a new one: now), such as -5m.")
    private @Nullable String start;

    @Option(names = "--end", description = "When it was complete.")
    private @Nullable String end;

    @Option(names = "--status", description = "started, succeeded or failed (default for a new one: succeeded).")
    private @Nullable String status;

    @Option(names = "--actor", description = "Who made it; it is masked before it is kept.")
    private @Nullable String actor;

    @Option(names = "--title", description = "One line for people.")
    private @Nullable String title;

    @Option(names = "--link", description = "A page about it.")
    private @Nullable String link;

    @Option(names = "--source", defaultValue = "cli", description = "What tells it (default: ${DEFAULT-VALUE}).")
    private String source;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (a line for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ObjectNode change = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("kind", kind)
                .put("service", service)
                .put("version", version)
                .put("environment", environment)
                .put("startedAt", start)
                .put("endedAt", end)
                .put("status", status)
                .put("actor", actor)
                .put("title", title)
                .put("link", link)
                .put("source", source);
        if (!apis.isEmpty()) {
            ArrayNode names = change.putArray("apis");
            apis.forEach(names::add);
        }
        JsonNode made = url.client().post("/api/v1/changes", change);
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(made);
        } else {
            out.println(made.path("title").asText() + " since "
                    + made.path("startedAt").asText() + ", "
                    + made.path("status").asText() + "; more of it with: hypercare changes add --id "
                    + made.path("id").asText());
        }
        out.flush();
        return 0;
    }
}
