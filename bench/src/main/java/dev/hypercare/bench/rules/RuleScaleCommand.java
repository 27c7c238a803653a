package dev.hypercare.bench.rules;

import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.warm.ReportOutput;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what many rules cost. */
@Command(
        name = "rules",
        description = {
            "CPU and memory of a second with many rules over many series.",
            "The evaluator of the rules stage in this process, without Kafka; every series has a call in every half second. Four cases in one run: ten",
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
            description = "Seconds before those that are measured, so that windows are full (${DEFAULT-VALUE}).")
    private int warm;

    @Option(names = "--seconds", defaultValue = "30", description = "Seconds that are measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Mixin
    private final ReportOutput output = new ReportOutput();

    @Override
    public Integer call() {
        if (rules < 1 || series < 1 || warm < 1 || seconds < 1) {
            throw new InvalidInput(
                    "--rules, --series, --warm and --seconds have to be 1 or more",
                    "For example: bench/run rules --rules 1000 --series 1000");
        }
        List<RuleScaleResult> results = new ArrayList<>();
        RuleScaleRun run = new RuleScaleRun(warm, seconds);
        for (RuleScaleCase one : RuleScaleCase.of(rules, series)) {
            RuleScaleResult result = run.measure(one);
            results.add(result);
            output.progress(result.row());
        }
        Map<String, Double> ratios = RuleScaleRatios.of(results);
        Machine machine = Machine.here();
        Map<String, Object> report = WarmReport.json(
                machine,
                Map.of("rules", rules, "series", series, "warm", warm, "seconds", seconds),
                ratios,
                results.stream().map(RuleScaleResult::json).toList());
        List<List<String>> table = ReportOutput.table(
                RuleScaleResult.HEADER,
                results.stream().map(RuleScaleResult::row).toList());
        output.tell(report, ReportOutput.lines(machine, List.of(table), ratios));
        return 0;
    }
}
