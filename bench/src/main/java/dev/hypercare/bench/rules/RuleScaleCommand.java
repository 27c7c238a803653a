package dev.hypercare.bench.rules;

import dev.hypercare.bench.compare.ComparisonTable;
import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what many rules cost. */
@Command(
        name = "rules",
        description = {
            "CPU and memory of a slice with many rules over many series.",
            "The evaluator of the rules stage in this process, without Kafka; every series has two calls in every second. Four cases in one run: ten",
            "rules over all series, all rules over ten series, each rule over its own series, each rule over one series of a hundred."
        },
        footer = {"", "Examples:", "  bench/run rules --json rules.json", "  bench/run rules --rules 1000 --series 1000"
        })
public final class RuleScaleCommand implements Callable<Integer> {
    @Option(names = "--rules", defaultValue = "10000", description = "Number of rules (${DEFAULT-VALUE}).")
    private int rules;

    @Option(names = "--series", defaultValue = "10000", description = "Number of series (${DEFAULT-VALUE}).")
    private int series;

    @Option(
            names = "--warm",
            defaultValue = "70",
            description = "Slices before those that are measured, so that windows are full (${DEFAULT-VALUE}).")
    private int warm;

    @Option(names = "--slices", defaultValue = "30", description = "Slices that are measured (${DEFAULT-VALUE}).")
    private int slices;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            description = "Write the results to this file as JSON, or to the terminal in place of the table.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (rules < 1 || series < 1 || warm < 1 || slices < 1) {
            throw new InvalidInput(
                    "--rules, --series, --warm and --slices have to be 1 or more",
                    "For example: bench/run rules --rules 1000 --series 1000");
        }
        List<RuleScaleResult> results = new ArrayList<>();
        RuleScaleRun run = new RuleScaleRun(warm, slices);
        for (RuleScaleCase one : RuleScaleCase.of(rules, series)) {
            RuleScaleResult result = run.measure(one);
            results.add(result);
            spec.commandLine().getErr().println(String.join(", ", result.row()));
        }
        Map<String, Double> ratios = RuleScaleRatios.of(results);
        Machine machine = Machine.here();
        Map<String, Object> report = WarmReport.json(
                machine,
                Map.of("rules", rules, "series", series, "warm", warm, "slices", slices),
                ratios,
                results.stream().map(RuleScaleResult::json).toList());
        ResultFile.write(BenchHome.target().resolve("rules.json"), report);
        PrintWriter out = spec.commandLine().getOut();
        if (json != null && json.toString().equals("-")) {
            out.println(ResultFile.text(report));
        } else {
            table(machine, results, ratios, out);
            if (json != null) {
                ResultFile.write(json, report);
            }
        }
        out.flush();
        return 0;
    }

    private static void table(
            Machine machine, List<RuleScaleResult> results, Map<String, Double> ratios, PrintWriter out) {
        out.println(machine.line());
        out.println();
        List<List<String>> rows = new ArrayList<>(List.of(RuleScaleResult.HEADER));
        results.forEach(result -> rows.add(result.row()));
        ComparisonTable.aligned(rows).forEach(out::println);
        out.println();
        ratios.forEach((name, ratio) -> out.println(String.format(Locale.ROOT, "%s = %.2f", name, ratio)));
    }
}
