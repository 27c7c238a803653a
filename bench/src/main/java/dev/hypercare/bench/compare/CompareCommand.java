package dev.hypercare.bench.compare;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.data.DataFolder;
import dev.hypercare.bench.data.Dataset;
import dev.hypercare.bench.data.DatasetMaker;
import dev.hypercare.bench.data.TruthWindow;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares ours with the limit and with its peers. */
@Command(
        name = "compare",
        description = {
            "Runs the limit, ours and Flink on the same calls, interleaved, each checked against the truth.",
            "Ends with 1 where what a variant put out is wrong."
        },
        footer = {
            "",
            "Examples:",
            "  bench/run compare --json compare.json",
            "  bench/run compare --calls 4000000 --series 200 --rounds 1 --only limit,ours-eos --keep"
        })
public final class CompareCommand implements Callable<Integer> {
    private static final long CALLS = 24_000_000;
    /** From so many series on a run is half as long: it has as many windows in half the time. */
    private static final int MANY_SERIES = 20_000;

    @Option(
            names = "--calls",
            description =
                    "Calls of each run; 24 million by default, half of that from 20,000 series on, a quarter for NGINX lines. The second half counts.")
    private @Nullable Long calls;

    @Option(
            names = "--warm-calls",
            description =
                    "Calls that each process reads before, so that its code is compiled when it counts: a watch runs for weeks. 0 for none;"
                            + " by default as many as --calls.")
    private @Nullable Long warmCalls;

    @Option(names = "--series", split = ",", defaultValue = "200,20000", description = "Numbers of series.")
    private List<Integer> series = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of each variant (${DEFAULT-VALUE}).")
    private int threads;

    @Option(
            names = "--only",
            split = ",",
            description = "Some of the variants: ${COMPLETION-CANDIDATES}.",
            completionCandidates = VariantNames.class)
    private List<String> only = List.of();

    @Option(names = "--json", description = "Write the results to this file as JSON.")
    private @Nullable Path json;

    @Option(names = "--keep", description = "Keep the calls for the next run, and use those that are there.")
    private boolean keep;

    @Option(names = "--publish", description = "Write the results into docs/benchmarks.md.")
    private boolean publish;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** For the help page. */
    static final class VariantNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        VariantNames() {
            super(Variants.ALL.stream().map(Variant::name).toList());
        }
    }

    @Override
    public Integer call() throws Exception {
        check();
        Path target = BenchHome.target();
        RaceResults comparison = compare(target, Variants.of(only));
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.here();
        List<String> lines = new ArrayList<>(List.of(machine.line(), ""));
        lines.addAll(ComparisonTable.lines(comparison));
        lines.forEach(out::println);
        out.flush();
        Map<String, Object> result = ComparisonJson.of(comparison, machine);
        ResultFile.write(target.resolve("compare.json"), result);
        if (json != null) {
            ResultFile.write(json, result);
        }
        if (publish) {
            BenchmarksPage.publish(target.resolve("../../docs/benchmarks.md").normalize(), "compare", lines);
        }
        return comparison.right() ? 0 : 1;
    }

    private void check() {
        if (rounds < 1
                || threads < 1
                || series.isEmpty()
                || series.stream().anyMatch(n -> n < 1)
                || (calls != null && calls < 1)
                || (warmCalls != null && warmCalls < 0)) {
            throw new InvalidInput(
                    "--rounds, --threads, --series and --calls have to be 1 or more",
                    "For example: bench/run compare --calls 4000000 --series 200 --rounds 1");
        }
    }

    private RaceResults compare(Path target, List<Variant> variants) throws InterruptedException {
        DataFolder data = DataFolder.of(target, keep);
        RaceResults comparison = new RaceResults();
        try (BenchCluster cluster = data.start()) {
            DatasetMaker maker = data.maker(cluster);
            Map<Dataset, List<TruthWindow>> datasets = new LinkedHashMap<>();
            for (int n : series) {
                for (Variant variant : variants) {
                    datasets.computeIfAbsent(dataset(n, variant), maker::make);
                    Dataset warmUp = warmUp(dataset(n, variant));
                    if (warmUp != null) {
                        datasets.computeIfAbsent(warmUp, maker::make);
                    }
                }
            }
            Race race = new Race(cluster, target.resolve("runs"), threads, datasets);
            for (int round = 1; round <= rounds; round++) {
                for (int n : series) {
                    for (Variant variant : variants) {
                        RunResult result = race.run(variant, dataset(n, variant), warmUp(dataset(n, variant)), round);
                        comparison.add(result);
                        tell(result);
                    }
                }
            }
        }
        data.done();
        return comparison;
    }

    private Dataset dataset(int n, Variant variant) {
        long wanted = calls != null ? calls : n >= MANY_SERIES ? CALLS / 2 : CALLS;
        return Dataset.avro(n, variant.form() == Dataset.Form.AVRO ? wanted : Math.max(1, wanted / 4))
                .in(variant.form());
    }

    private @Nullable Dataset warmUp(Dataset dataset) {
        long wanted = warmCalls != null ? warmCalls : dataset.calls();
        return wanted == 0 ? null : dataset.before(wanted);
    }

    private void tell(RunResult result) {
        SteadyPart steady = result.steady();
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                "round %d, %d series, %s: %s, %s%n",
                result.round(),
                result.series(),
                result.variant(),
                steady == null
                        ? "no figures"
                        : String.format(
                                java.util.Locale.ROOT,
                                "%.2f us CPU a call, %.0f thousand calls/s",
                                steady.cpuMicros(),
                                steady.callsPerSecond() / 1000),
                result.verdict().text());
        err.flush();
    }
}
