package dev.hypercare.bench.latency;

import dev.hypercare.PipelineConfig;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how soon calls are decided and alerts can be read. */
@Command(
        name = "latency",
        description = {
            "Measures the time from a call's acknowledgement by the broker until its slice is closed and until the alert about it can be",
            "read, hop by hop, while routes begin to fail at random moments. Times are milliseconds, p50 and p99; hops with the same clock."
        },
        footer = {
            "",
            "Examples: all of it, about ten minutes; then one cell of it with another lateness",
            "  bench/run latency --json latency.json",
            "  bench/run latency --rates 5000 --intervals 200ms --lateness 1s --for 20s"
        })
public final class LatencyCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofHours(1);

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "5000,50000",
            description = "Calls a second (${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(
            names = "--intervals",
            split = ",",
            defaultValue = "100ms,200ms,1s",
            description = "Commit intervals (${DEFAULT-VALUE}).")
    private List<String> intervals = List.of();

    @Option(names = "--lateness", description = "How far calls may be out of order; by default the product's default.")
    private @Nullable String lateness;

    @Option(
            names = "--from",
            defaultValue = "calls",
            description =
                    "Where the load begins: calls (Avro), or raw, NGINX lines that are normalised first (${DEFAULT-VALUE}).")
    private String from = "calls";

    @Option(names = "--warm", defaultValue = "20s", description = "Load before each measurement (${DEFAULT-VALUE}).")
    private String warm = "";

    @Option(names = "--for", defaultValue = "40s", description = "Each measurement (${DEFAULT-VALUE}).")
    private String length = "";

    @Option(names = "--series", defaultValue = "200", description = "Routes that are called (${DEFAULT-VALUE}).")
    private int series;

    @Option(names = "--partitions", defaultValue = "12", description = "Of each topic (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the results to this file as JSON, after each commit interval.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LatencySettings settings = settings();
        List<Long> commits =
                intervals.stream().map(text -> millis("--intervals", text)).toList();
        Path folder = BenchHome.newRun(null, "latency");
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<LatencyCell> cells = new ArrayList<>();
        try (BenchCluster cluster = BenchCluster.start(folder.resolve("broker"))) {
            for (int i = 0; i < commits.size(); i++) {
                String done = "commit interval " + intervals.get(i) + " (" + (i + 1) + " of " + commits.size() + "), ";
                cells.addAll(new LatencyRun(
                                cluster, settings, folder.resolve("commit-" + commits.get(i)), commits.get(i), line -> {
                                    err.println(done + line);
                                    err.flush();
                                })
                        .measure(rates));
                if (json != null) {
                    ResultFile.write(json, LatencyReport.json(settings, cells));
                }
            }
        }
        out.printf(
                "from %s, lateness %d ms; p50, p99 in milliseconds%n%n", settings.source(), settings.latenessMillis());
        LatencyReport.lines(cells).forEach(out::println);
        out.flush();
        return cells.stream().allMatch(cell -> cell.breaches() > 0) ? 0 : 1;
    }

    private LatencySettings settings() {
        if (!List.of("calls", "raw").contains(from)
                || rates.isEmpty()
                || rates.stream().anyMatch(rate -> rate < 1)
                || intervals.isEmpty()
                || series < 1
                || partitions < 1) {
            throw new InvalidInput(
                    "--from " + from + " --rates " + rates + " --intervals " + intervals + " --series " + series
                            + " --partitions " + partitions + " (expected: calls or raw, the rest 1 or more)",
                    "For example: bench/run latency --rates 5000 --intervals 200ms --for 20s");
        }
        long late = lateness == null
                ? PipelineConfig.load(null).kpi().patience().lateness().toMillis()
                : millis("--lateness", lateness);
        return new LatencySettings(
                from.equals("raw"), partitions, series, late, millis("--warm", warm), millis("--for", length));
    }

    private static long millis(String option, String text) {
        try {
            Duration duration = Durations.parse(text);
            if (duration.compareTo(LONGEST) <= 0) {
                return duration.toMillis();
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new InvalidInput(
                option + " " + text + " (expected: a duration such as 200ms, 1s or 2m, at most 1h)",
                "For example: bench/run latency --intervals 100ms,1s --for 30s");
    }
}
