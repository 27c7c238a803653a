package dev.hypercare.bench.backtest;

import dev.hypercare.bench.compare.ComparisonTable;
import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.LinesAtOnce;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.bench.files.RunOutput;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how long a backtest takes. */
@Command(
        name = "backtest",
        description = {
            "How many seconds a person waits for `hypercare rules backtest` of a day of traffic, with the start of its JVM.",
            "A simulated launch of 24 hours goes through the applications, which takes minutes; then two rules and all that ship are tried on it",
            "from panes, and with --exact from the calls, too. Ends with 1 where a backtest finds nothing."
        },
        footer = {"", "Examples:", "  bench/run backtest --json backtest.json", "  bench/run backtest --hours 3 --exact"
        })
public final class BacktestCommand implements Callable<Integer> {
    private static final int MOST_HOURS = 7 * 24;

    @Option(names = "--hours", defaultValue = "24", description = "How long the traffic lasts (${DEFAULT-VALUE}).")
    private int hours;

    @Option(names = "--seed", defaultValue = "7", description = "Makes the traffic and its faults (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--exact", description = "Judge the calls, too, second by second; a day takes minutes.")
    private boolean exact;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (hours < 2 || hours > MOST_HOURS) {
            throw new InvalidInput(
                    "--hours " + hours + " (expected: 2 to " + MOST_HOURS + ", for so long panes are kept)",
                    "Leave it out for a day.");
        }
        PrintWriter out = spec.commandLine().getOut();
        BacktestBench bench = new BacktestBench(
                output.folder(), new LinesAtOnce(spec.commandLine().getErr()));
        List<BacktestTime> times = bench.run(seed, Duration.ofHours(hours), exact);
        Machine machine = Machine.here();
        out.println(machine.line());
        out.printf(
                Locale.ROOT,
                "%d h of a launch, seed %d, %,d calls, counted in %.0f s%n%n",
                hours,
                seed,
                bench.calls(),
                bench.countedInSeconds());
        List<List<String>> rows = new ArrayList<>(List.of(BacktestTime.HEADER));
        times.forEach(time -> rows.add(time.row()));
        ComparisonTable.aligned(rows).forEach(out::println);
        out.flush();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("hours", hours);
        options.put("seed", seed);
        options.put("calls", bench.calls());
        options.put("countedInSeconds", (double) Math.round(bench.countedInSeconds()));
        Map<String, Object> report = WarmReport.json(
                machine,
                options,
                Map.of(),
                times.stream().map(BacktestTime::json).toList());
        ResultFile.write(BenchHome.target().resolve("backtest.json"), report);
        output.write(() -> report);
        return times.stream().allMatch(time -> time.breaches() > 0) ? 0 : 1;
    }
}
