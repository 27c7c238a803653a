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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    @Mixin
    private RuleOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<List<String>> views = options.views();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        int failed = 0;
        int cases = 0;
        for (Path file : options.files()) {
            for (Result result : RuleCases.run(file, views)) {
                cases++;
                failed += result.passed() ? 0 : 1;
                if (options.json()) {
                    all.add(json(file, result));
                } else {
                    lines(file, result).forEach(out::println);
                }
            }
        }
        if (options.json()) {
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
