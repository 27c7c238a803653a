package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query catalog}: what is known of each API. */
@Command(
        name = "catalog",
        description = "What is known of each API: tenant, owner, criticality, upstreams and go-live time.",
        footer = {"", "Example: the APIs of a team", "  hypercare query catalog --owner team-pay"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryCatalogCommand implements Callable<Integer> {
    @Option(names = "--api", description = "Only this API.")
    private @Nullable String api;

    @Option(names = "--tenant", description = "Only those of a tenant.")
    private @Nullable String tenant;

    @Option(names = "--owner", description = "Only those of a team.")
    private @Nullable String owner;

    @Mixin
    private PageOptions pages;

    @Mixin
    private QueryAnswer answer;

    @Override
    public Integer call() {
        Map<String, String> question = new LinkedHashMap<>();
        QueryAnswer.put(question, "api", api);
        QueryAnswer.put(question, "tenant", tenant);
        QueryAnswer.put(question, "owner", owner);
        return answer.print("/api/v1/catalog", question, pages, "catalog", this::table);
    }

    private void table(JsonNode catalog, PrintWriter out) {
        Table table = new Table(List.of("api", "criticality", "owner", "tenant", "go-live", "upstreams"));
        for (JsonNode entry : catalog.path("catalog")) {
            StringJoiner upstreams = new StringJoiner(" ");
            entry.path("upstreams").forEach(one -> upstreams.add(one.asText()));
            table.add(List.of(
                    entry.path("api").asText(),
                    entry.path("criticality").asText(),
                    entry.path("owner").asText("-"),
                    entry.path("tenant").asText("-"),
                    entry.path("goLiveAt").asText("-"),
                    upstreams.toString()));
        }
        answer.print(table, "nothing is known of such an API", out);
    }
}
