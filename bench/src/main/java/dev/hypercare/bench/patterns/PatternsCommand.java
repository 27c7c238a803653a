package dev.hypercare.bench.patterns;

import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.patterns.PatternLoad.Result;
import dev.hypercare.bench.patterns.PatternLoad.Weather;
import dev.hypercare.bench.warm.ReportOutput;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what the stage patterns costs. */
@Command(
        name = "patterns",
        description = {
            "CPU of the stage patterns per call: minutes in which 90 %% of the calls fail with one message against calm ones, and some",
            "in which every message is unlike all others. Without Kafka: records are decoded, panes taken up, patterns kept in the heap."
        },
        footer = {"", "Example:", "  bench/run patterns --rate 25000 --json patterns.json"})
public final class PatternsCommand implements Callable<Integer> {
    @Option(names = "--rate", defaultValue = "25000", description = "Calls per second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--apis", defaultValue = "20", description = "APIs (${DEFAULT-VALUE}).")
    private int apis;

    @Option(names = "--partitions", defaultValue = "12", description = "Partitions of calls (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(names = "--seconds", defaultValue = "600", description = "Seconds of event time (${DEFAULT-VALUE}).")
    private int seconds;

    @Mixin
    private final ReportOutput output = new ReportOutput();

    @Override
    public Integer call() {
        if (rate < 1 || apis < 1 || partitions < 1 || seconds < 60) {
            throw new InvalidInput(
                    "--rate, --apis and --partitions have to be 1 or more, --seconds 60 or more",
                    "For example: bench/run patterns --rate 25000 --seconds 600");
        }
        PatternLoad load = new PatternLoad(partitions, apis, rate);
        for (Weather weather : Weather.values()) {
            load.run(weather, 60); // the compiler has seen everything
        }
        List<Result> results = new ArrayList<>();
        for (Weather weather : Weather.values()) {
            // One in which nothing is alike takes as long as it is; what a call costs is soon known.
            Result result = load.run(weather, weather == Weather.UNLIKE ? Math.max(60, seconds / 10) : seconds);
            results.add(result);
            output.progress(row(result));
        }
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("storm/calm", results.get(1).nanosPerCall() / results.get(0).nanosPerCall());
        ratios.put("unlike/calm", results.get(2).nanosPerCall() / results.get(0).nanosPerCall());
        Machine machine = Machine.here();
        Map<String, Object> report = WarmReport.json(
                machine,
                Map.of("rate", rate, "apis", apis, "partitions", partitions, "seconds", seconds),
                ratios,
                results.stream().map(PatternsCommand::json).toList());
        List<List<String>> table = ReportOutput.table(
                List.of(
                        "weather",
                        "calls",
                        "records",
                        "entries",
                        "CPU s",
                        "ns a call",
                        "us an entry",
                        "patterns",
                        "kept"),
                results.stream().map(PatternsCommand::row).toList());
        output.tell(report, ReportOutput.lines(machine, List.of(table), ratios));
        return 0;
    }

    private static List<String> row(Result result) {
        return List.of(
                result.weather().name().toLowerCase(Locale.ROOT),
                String.format(Locale.ROOT, "%,d", result.calls()),
                String.format(Locale.ROOT, "%,d", result.records()),
                String.format(Locale.ROOT, "%,d", result.entries()),
                String.format(Locale.ROOT, "%.2f", result.cpuNanos() / 1e9),
                String.format(Locale.ROOT, "%.1f", result.nanosPerCall()),
                String.format(Locale.ROOT, "%.2f", result.cpuNanos() / 1e3 / Math.max(1, result.entries())),
                Integer.toString(result.patterns()),
                Integer.toString(result.kept()));
    }

    private static Map<String, Object> json(Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("weather", result.weather().name().toLowerCase(Locale.ROOT));
        json.put("calls", result.calls());
        json.put("records", result.records());
        json.put("entries", result.entries());
        json.put("cpuSeconds", result.cpuNanos() / 1e9);
        json.put("nanosPerCall", result.nanosPerCall());
        json.put("patterns", result.patterns());
        json.put("kept", result.kept());
        return json;
    }
}
