package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        files.forEach(file -> texts.addObject().put("name", file.toString()).put("text", text(file)));
        JsonNode answer = url.client().post("/api/v1/rules", body);
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(answer);
        } else {
            RuleChanges.print(answer, out);
        }
        out.flush();
        return 0;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInput("no such file: " + file, "Check the path.");
        } catch (IOException e) {
            throw new InvalidInput(
                    "cannot read " + file + ": " + e.getMessage(), "Check that it is a text file you may read.");
        }
    }
}
