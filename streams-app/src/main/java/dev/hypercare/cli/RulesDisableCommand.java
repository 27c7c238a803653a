package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules disable}: uses a rule no more. */
@Command(
        name = "disable",
        description = {
            "Uses a rule no more, in all running instances, from a few seconds on; its alerts are resolved with that reason.",
            "To use it again apply it: what `rules show` prints is a file of rules."
        },
        footer = {
            "",
            "Example: for a while",
            "  hypercare rules show route-silent > route-silent.yaml",
            "  hypercare rules disable route-silent --note 'route moves tonight'",
            "  hypercare rules apply route-silent.yaml"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesDisableCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The rule, as `rules list` names it.")
    private String id;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (lines for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private OrderOptions order;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer =
                url.client().delete("/api/v1/rules/" + URLEncoder.encode(id, StandardCharsets.UTF_8), order.given());
        RuleChanges.print(answer, output, spec.commandLine().getOut());
        return 0;
    }
}
