package dev.hypercare.bench.parsers;

import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.warm.ReportOutput;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.normalise.RawFormats;
import dev.hypercare.normalise.format.RawFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what it costs to read each log format. */
@Command(
        name = "formats",
        description = {
            "Calls a core second of the parser of each log format, in one thread, on generated records of one call each, against a",
            "bare JSON tree of the same bytes."
        },
        footer = {"", "Example:", "  bench/run formats --json formats.json"})
public final class ParsersCommand implements Callable<Integer> {
    @Option(names = "--records", defaultValue = "2000", description = "Records of each format (${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--rounds",
            defaultValue = "200",
            description = "How often they are gone through; the first half warms up (${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private final ReportOutput output = new ReportOutput();

    @Override
    public Integer call() {
        if (records < 1 || rounds < 2) {
            throw new InvalidInput(
                    "--records has to be 1 or more, --rounds 2 or more", "For example: bench/run formats --rounds 10");
        }
        ParserRun run = new ParserRun(records, rounds);
        List<ParserResult> results = new ArrayList<>();
        for (RawFormat format : RawFormats.all()) {
            ParserResult result = run.measure(format);
            output.progress(result.row());
            results.add(result);
        }
        Map<String, Double> ratios = new LinkedHashMap<>();
        results.stream()
                .filter(ParserResult::isJson)
                .forEach(result -> ratios.put("formats." + result.format() + "ToTree", result.toTree()));
        Machine machine = Machine.here();
        Map<String, Object> report = WarmReport.json(
                machine,
                Map.of("records", records, "rounds", rounds),
                ratios,
                results.stream().map(ParserResult::json).toList());
        List<List<String>> table = ReportOutput.table(
                ParserResult.HEADER, results.stream().map(ParserResult::row).toList());
        output.tell(report, ReportOutput.lines(machine, List.of(table), Map.of()));
        return 0;
    }
}
