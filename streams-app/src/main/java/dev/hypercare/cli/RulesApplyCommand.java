package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules apply}: uses rules from soon on, in all running instances. */
@Command(
        name = "apply",
        description = {
            "Uses the rules of files in all running instances, from a few seconds on and without a restart: new ones, other versions of known",
            "ones, and ones that were disabled. A rule that the files do not name stays as it is. Exit code 2 where any cannot be used; then",
            "nothing is changed."
        },
        footer = {
            "",
            "Examples: see what would change, then change it",
            "  hypercare rules apply my-rules.yaml --dry-run",
            "  hypercare rules apply my-rules.yaml --note 'less noise at night'"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesApplyCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of rules.")
    private List<Path> files;

    @Option(names = "--dry-run", description = "Only check them and tell what would change.")
    private boolean dryRun;

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
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        order.given().forEach(body::put);
        ArrayNode texts = body.putArray("files");
        files.forEach(file ->
                texts.addObject().put("name", file.toString()).put("text", TextFile.read(file, "Check the path.")));
        JsonNode answer = url.client().post("/api/v1/rules", body);
        RuleChanges.print(answer, output, spec.commandLine().getOut());
        return 0;
    }
}
