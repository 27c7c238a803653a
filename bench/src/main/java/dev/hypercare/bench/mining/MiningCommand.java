package dev.hypercare.bench.mining;

import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.warm.ReportOutput;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what it costs to find templates. */
@Command(
        name = "mining",
        description = {
            "Lines a second of the template miner, against hashing and masking the same lines, in one thread.",
            "Lines of two hundred templates whose values are new in each, labelled log lines where a folder is given, and messages of which no two",
            "are the same: what they cost and hold must not grow."
        },
        footer = {
            "",
            "Examples:",
            "  bench/run mining --json mining.json",
            "  bench/run mining --loghub ../loghub --rounds 40"
        })
public final class MiningCommand implements Callable<Integer> {
    @Option(names = "--lines", defaultValue = "20000", description = "Generated lines (${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = "--rounds",
            defaultValue = "40",
            description = "How often lines are gone through; the first half warms up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--unique", defaultValue = "800000", description = "Unique messages (${DEFAULT-VALUE}).")
    private int unique;

    @Option(names = "--loghub", paramLabel = "DIR", description = "Labelled lines, as for hypercare lab patterns.")
    private @Nullable Path loghub;

    @Mixin
    private final ReportOutput output = new ReportOutput();

    @Override
    public Integer call() {
        if (lines < 1 || rounds < 2 || unique < 1) {
            throw new InvalidInput(
                    "--lines and --unique have to be 1 or more, --rounds 2 or more",
                    "For example: bench/run mining --rounds 10");
        }
        MiningRun run = new MiningRun(rounds);
        List<MiningResult> results = new ArrayList<>();
        results.add(told(run.measure("generated", List.of(MiningLines.generated(lines)))));
        if (loghub != null) {
            results.add(told(run.measure("loghub", MiningLines.labelled(loghub))));
        }
        UniqueDay day = UniqueDay.of(unique);
        Map<String, Double> ratios = ratios(results, day);
        Machine machine = Machine.here();
        List<Map<String, Object>> runs = new ArrayList<>();
        results.forEach(result -> runs.add(result.json()));
        day.parts().forEach(part -> runs.add(part.json()));
        Map<String, Object> report =
                WarmReport.json(machine, Map.of("lines", lines, "rounds", rounds, "unique", unique), ratios, runs);
        List<List<String>> lineTable = ReportOutput.table(
                MiningResult.HEADER, results.stream().map(MiningResult::row).toList());
        List<List<String>> dayTable = ReportOutput.table(
                UniqueDay.HEADER, day.parts().stream().map(UniqueDay.Part::row).toList());
        output.tell(report, ReportOutput.lines(machine, List.of(lineTable, dayTable), ratios));
        return 0;
    }

    private MiningResult told(MiningResult result) {
        output.progress(result.row());
        return result;
    }

    /**
     * {@code mining.generatedMineToMask} and {@code ...ToHash}: what finding the template adds to masking and to hashing a line; {@code
     * mining.uniqueTime} and {@code uniqueBytes}: the end of a day of unique messages to its beginning.
     */
    static Map<String, Double> ratios(List<MiningResult> results, UniqueDay day) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (MiningResult result : results) {
            ratios.put("mining." + result.name() + "MineToMask", result.mineNanos() / result.maskNanos());
            ratios.put("mining." + result.name() + "MineToHash", result.mineNanos() / result.hashNanos());
        }
        ratios.put("mining.uniqueTime", day.nanosLastToSecond());
        ratios.put("mining.uniqueBytes", day.bytesLastToSecond());
        return ratios;
    }
}
