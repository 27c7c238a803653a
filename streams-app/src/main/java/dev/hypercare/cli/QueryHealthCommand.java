package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.contract.config.InvalidInput;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query health}: whether every application works; the exit code says it as well. */
@Command(
        name = "health",
        description = "Whether every application of an instance works, and how far behind it is.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of them work", "1:one does not", "2:nobody answers"},
        footer = {"", "Example: in a script", "  hypercare query health > /dev/null && echo well"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryHealthCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (output == Output.CSV) {
            throw new InvalidInput("--output csv (expected: table or json)", "Take json.");
        }
        JsonNode health = url.client().health();
        if (output == Output.JSON) {
            spec.commandLine().getOut().println(health);
        } else {
            Table table = new Table(List.of("app", "state", "works", "records behind>"));
            for (JsonNode app : health.path("apps")) {
                JsonNode lag = app.path("lagRecords");
                table.add(List.of(
                        app.path("name").asText(),
                        app.path("state").asText(),
                        app.path("running").asBoolean() ? "yes" : "no",
                        lag.isNumber() ? Figures.count(lag.asLong()) : "-"));
            }
            table.print(spec.commandLine().getOut());
        }
        spec.commandLine().getOut().flush();
        return health.path("status").asText().equals("up") ? 0 : 1;
    }
}
