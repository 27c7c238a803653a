package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.rules.RuleCases;
import dev.hypercare.rules.RuleCases.Result;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules test}: whether rules say what a file of cases expects. */
@Command(
        name = "test",
        description = {
            "Tries rules on made-up traffic: given rules, when this comes, then exactly these verdicts change.",
            "Time is virtual: a day takes seconds. Exit code 1 when a case does not come out as expected."
        },
        footer = {
            "",
            "Example: a file with a case, as in docs/reference/rules.md",
            "  hypercare rules test my-cases.yaml"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesTestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of cases.")
    private List<Path> files;

    @Option(
            names = "--config",
            description = "Configuration file: the views that traffic is counted in (default: the default views).")
    private @Nullable Path config;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (lines for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<List<String>> views = RulesCheckCommand.views(config);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        int failed = 0;
        int cases = 0;
        for (Path file : files) {
            for (Result result : RuleCases.run(file, views)) {
                cases++;
                failed += result.passed() ? 0 : 1;
                if (output == Output.JSON) {
                    all.add(json(file, result));
                } else {
                    lines(file, result).forEach(out::println);
                }
            }
        }
        if (output == Output.JSON) {
            out.println(all);
        } else {
            out.println(cases
                    + (cases == 1 ? " case, " : " cases, ")
                    + (failed == 0 ? "all as expected" : failed + " not as expected"));
        }
        out.flush();
        return failed == 0 ? 0 : Failures.FAILED;
    }

    private static List<String> lines(Path file, Result result) {
        List<String> lines = new ArrayList<>();
        lines.add((result.passed() ? "ok      " : "FAILED  ") + file.getFileName() + ": " + result.name());
        if (!result.passed()) {
            result.expected().stream()
                    .filter(line -> !result.found().contains(line))
                    .forEach(line -> lines.add("  missing     " + line));
            result.found().stream()
                    .filter(line -> !result.expected().contains(line))
                    .forEach(line -> lines.add("  unexpected  " + line));
            if (lines.size() == 1) {
                lines.add("  the order, or how often, differs: " + result.found());
            }
        }
        return lines;
    }

    private static ObjectNode json(Path file, Result result) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("file", file.toString())
                .put("case", result.name())
                .put("passed", result.passed());
        result.expected().forEach(json.putArray("expected")::add);
        result.found().forEach(json.putArray("found")::add);
        return json;
    }
}
