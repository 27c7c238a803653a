package dev.hypercare.bench.growth;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.compare.ComparisonTable;
import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.data.DataFolder;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.DatasetMaker;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.bench.warm.WarmReport;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how cost and memory grow. */
@Command(
        name = "growth",
        description = {
            "CPU per call and memory of the kpi application as series and views become more.",
            "Exactly once, from Avro calls whose series follow Zipf's law; every output is checked. Each point has a process of its own,",
            "which reads other calls first, so that its code is compiled. Ends with 1 where an output is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  bench/run growth --json growth.json",
            "  bench/run growth --series 200,20000 --views 1 --calls 4000000 --keep"
        })
public final class GrowthCommand implements Callable<Integer> {
    private static final long CALLS = 20_000_000;

    @Option(
            names = "--series",
            split = ",",
            defaultValue = "200,20000,200000,1000000",
            description = "Numbers of series, with one view.")
    private List<Integer> series = List.of();

    @Option(
            names = "--views",
            split = ",",
            defaultValue = "1,4,12",
            description = "Numbers of views, 1 to 12, with the first number of series.")
    private List<Integer> views = List.of();

    @Option(names = "--calls", defaultValue = "" + CALLS, description = "Calls of each point (${DEFAULT-VALUE}).")
    private long calls;

    @Option(
            names = "--warm-calls",
            defaultValue = "16000000",
            description = "Calls that each process reads before (${DEFAULT-VALUE}).")
    private long warmCalls;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of the application (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--heap",
            defaultValue = "5g",
            description = "Heap of the application's process, as of -Xmx (${DEFAULT-VALUE}).")
    private String heap = "";

    @Option(
            names = "--state-memory",
            defaultValue = "256",
            description = "Bound of all RocksDB stores together, megabytes (${DEFAULT-VALUE}).")
    private int stateMemory;

    @Option(names = "--json", description = "Write the results to this file as JSON.")
    private @Nullable Path json;

    @Option(names = "--keep", description = "Keep the calls for the next run, and use those that are there.")
    private boolean keep;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        Path target = BenchHome.target();
        List<GrowthResult> results = measure(target);
        Machine machine = Machine.here();
        PrintWriter out = spec.commandLine().getOut();
        out.println(machine.line());
        out.printf("-Xmx%s, state-memory %d MB, %d threads%n%n", heap, stateMemory, threads);
        table(results).forEach(out::println);
        out.println();
        Map<String, Double> ratios = GrowthRatios.of(results);
        ratios.forEach((name, ratio) -> out.println(String.format(Locale.ROOT, "%s = %.2f", name, ratio)));
        out.flush();
        Map<String, Object> result = json(machine, ratios, results);
        ResultFile.write(target.resolve("growth.json"), result);
        if (json != null) {
            ResultFile.write(json, result);
        }
        return results.stream().allMatch(one -> one.verdict().right()) ? 0 : 1;
    }

    private void check() {
        if (threads < 1
                || stateMemory < 16
                || calls < 1
                || warmCalls < 1
                || series.isEmpty()
                || series.stream().anyMatch(n -> n < 1)
                || views.isEmpty()
                || views.stream().anyMatch(n -> n < 1 || n > GrowthCase.ALL_VIEWS.size())
                || !heap.matches("[1-9][0-9]*[mgMG]")) {
            throw new InvalidInput(
                    "--series, --calls, --warm-calls and --threads have to be 1 or more, --views 1 to "
                            + GrowthCase.ALL_VIEWS.size() + ", --state-memory 16 or more, --heap such as 3g",
                    "For example: bench/run growth --series 200,20000 --views 1 --calls 4000000");
        }
    }

    private List<GrowthResult> measure(Path target) throws InterruptedException {
        DataFolder data = DataFolder.of(target, keep);
        List<GrowthResult> results = new ArrayList<>();
        Dataset warmUp = Dataset.avro(series.get(0), warmCalls);
        try (BenchCluster cluster = data.start()) {
            DatasetMaker maker = data.maker(cluster);
            maker.make(warmUp);
            GrowthRun run =
                    new GrowthRun(cluster, data.path(), target.resolve("runs"), warmUp, threads, heap, stateMemory);
            for (GrowthCase point : points()) {
                maker.make(point.dataset());
                GrowthResult result = run.measure(point);
                results.add(result);
                spec.commandLine().getErr().println(String.join(", ", result.row()));
            }
        }
        data.done();
        return results;
    }

    /** Views with the first number of series, then more series with the first number of views. */
    private Set<GrowthCase> points() {
        Set<GrowthCase> points = new LinkedHashSet<>();
        for (int n : views) {
            points.add(new GrowthCase(Dataset.avro(series.get(0), calls), n));
        }
        for (int n : series) {
            points.add(new GrowthCase(Dataset.avro(n, calls), views.get(0)));
        }
        return points;
    }

    private static List<String> table(List<GrowthResult> results) {
        List<List<String>> rows = new ArrayList<>(List.of(GrowthResult.HEADER));
        results.forEach(result -> rows.add(result.row()));
        return ComparisonTable.aligned(rows);
    }

    private Map<String, Object> json(Machine machine, Map<String, Double> ratios, List<GrowthResult> results) {
        Map<String, Object> options =
                Map.of("heap", heap, "stateMemoryMegabytes", stateMemory, "threads", threads, "warmCalls", warmCalls);
        return WarmReport.json(
                machine,
                options,
                ratios,
                results.stream().map(GrowthResult::json).toList());
    }
}
