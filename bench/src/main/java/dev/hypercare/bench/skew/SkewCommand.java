package dev.hypercare.bench.skew;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.compare.ComparisonTable;
import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.compare.SteadyPart;
import dev.hypercare.bench.data.DataFolder;
import dev.hypercare.bench.data.DatasetMaker;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.bench.warm.WarmJvm;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.bench.warm.WarmResult;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what uneven traffic costs. */
@Command(
        name = "skew",
        description = {
            "Throughput of the kpi application with 90 %% of the calls on one API, and with half of them in one partition.",
            "One process runs all, interleaved, after a run that only warms it up; every output is checked.",
            "Ends with 1 where one is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  bench/run skew --json skew.json",
            "  bench/run skew --calls 4000000 --rounds 1 --keep"
        })
public final class SkewCommand implements Callable<Integer> {
    /** Nearly the whole of a run counts: in its last part only the hot partition is left, and that belongs to it. */
    private static final double FROM = 0.05;

    private static final double TO = 1;

    @Option(names = "--calls", defaultValue = "16000000", description = "Calls of each run (${DEFAULT-VALUE}).")
    private long calls;

    @Option(names = "--series", defaultValue = "200", description = "Number of series (${DEFAULT-VALUE}).")
    private int series;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of the application (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--json", description = "Write the results to this file as JSON.")
    private @Nullable Path json;

    @Option(names = "--keep", description = "Keep the calls for the next run, and use those that are there.")
    private boolean keep;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (calls < 1 || series < 1 || rounds < 1 || threads < 1) {
            throw new InvalidInput(
                    "--calls, --series, --rounds and --threads have to be 1 or more",
                    "For example: bench/run skew --calls 4000000 --rounds 1");
        }
        Path target = BenchHome.target();
        SkewResults results = measure(target);
        Machine machine = Machine.here();
        PrintWriter out = spec.commandLine().getOut();
        out.println(machine.line());
        out.println();
        ComparisonTable.aligned(results.rows()).forEach(out::println);
        out.println();
        results.ratios().forEach((name, ratio) -> out.println(String.format(Locale.ROOT, "%s = %.2f", name, ratio)));
        out.flush();
        Map<String, Object> result = json(machine, results);
        ResultFile.write(target.resolve("skew.json"), result);
        if (json != null) {
            ResultFile.write(json, result);
        }
        return results.right() ? 0 : 1;
    }

    private SkewResults measure(Path target) throws InterruptedException {
        DataFolder data = DataFolder.of(target, keep);
        SkewResults results = new SkewResults(threads);
        try (BenchCluster cluster = data.start()) {
            DatasetMaker maker = data.maker(cluster);
            for (SkewVariant variant : SkewVariant.values()) {
                maker.make(variant.dataset(series, calls));
            }
            try (WarmJvm process = WarmJvm.start("skew", cluster, data.path(), target.resolve("runs"), "3g")) {
                process.run(SkewVariant.EVEN.job(series, calls, threads).unverified());
                for (int round = 1; round <= rounds; round++) {
                    for (SkewVariant variant : SkewVariant.values()) {
                        results.add(run(process, variant, round));
                    }
                }
            }
        }
        data.done();
        return results;
    }

    private SkewResults.Run run(WarmJvm process, SkewVariant variant, int round) throws InterruptedException {
        WarmResult result = process.run(variant.job(series, calls, threads));
        SteadyPart steady = SteadyPart.of(result.samples(), calls, FROM, TO);
        PrintWriter err = spec.commandLine().getErr();
        err.println(String.format(
                Locale.ROOT,
                "round %d, %s: %.0f thousand calls/s, %.2f us CPU a call, %s",
                round,
                variant.shown(),
                steady.callsPerSecond() / 1000,
                steady.cpuMicros(),
                result.verdict().text()));
        err.flush();
        return new SkewResults.Run(round, variant, steady, result.verdict());
    }

    private Map<String, Object> json(Machine machine, SkewResults results) {
        Map<String, Object> options = Map.of("calls", calls, "series", series, "rounds", rounds, "threads", threads);
        return WarmReport.json(
                machine,
                options,
                results.ratios(),
                results.runs().stream().map(SkewResults.Run::json).toList());
    }
}
