package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules show}: a rule as YAML. */
@Command(
        name = "show",
        description = "A rule as YAML: a file that can be changed and applied. Of a disabled rule the version before.",
        footer = {"", "Example:", "  hypercare rules show api-5xx-rate"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesShowCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The rule, as `rules list` names it.")
    private String id;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (the YAML) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String path = "/api/v1/rules/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        JsonNode rule = url.client().json(path, Map.of());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                output == Output.JSON
                        ? rule + System.lineSeparator()
                        : rule.path("definition").asText());
        out.flush();
        return 0;
    }
}
