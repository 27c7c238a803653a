package dev.hypercare.bench.chaos;

import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import dev.hypercare.bench.files.RunState;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills brokers and instances under load and compares every figure with a count of its own. */
@Command(
        name = "chaos",
        description = {
            "Runs three brokers and three instances, kills them at random under load, a good third of the time between the flush and the"
                    + " commit, and compares every figure of every minute with an independent count.",
            "Exit code 0: all equal. 1: something lost, doubled or wrong; the first differences are printed."
        },
        footer = {
            "",
            "Example: a short run, and one that shows that a broken hook is noticed",
            "  bench/run chaos --kills 5 --seed 1 --quick",
            "  bench/run chaos --sabotage",
            "Clocks: whole processes are off where libfaketime is; BENCH_JAVA_OPTIONS=-Dbench.faketime=false leaves it alone"
        })
public final class ChaosCommand implements Callable<Integer> {
    @Option(names = "--kills", defaultValue = "50", description = "How many processes die (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Makes the faults and the lines (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--resume", description = "Go on with the run in --out where it was stopped.")
    private boolean resume;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the run lives, with all logs (target/runs/chaos-<seed> beside the benchmarks).")
    private @Nullable Path directory;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result there too.")
    private @Nullable Path json;

    @Option(
            names = "--standbys",
            defaultValue = "0",
            description = "Copies of each state store: 0 to 2 (${DEFAULT-VALUE}).")
    private int standbys;

    @Option(names = "--rate", defaultValue = "1500", description = "Lines a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--quick", description = "Less load, shorter timeouts, as in the tests.")
    private boolean quick;

    @Option(names = "--sabotage", description = "Break the hook before the commit: the run has to fail.")
    private boolean sabotage;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path place = BenchHome.run(directory, "chaos-" + (sabotage ? "sabotage" : Long.toString(seed)));
        ChaosOptions options = options(place);
        ChaosReport report;
        if (resume) {
            report = ChaosRun.resume(options, out);
        } else {
            RunState.refuseSecond(place);
            report = ChaosRun.begin(options, out);
        }
        report.print(out);
        if (json != null) {
            ResultFile.write(json, report.json());
        }
        if (sabotage) {
            boolean detected =
                    report.comparison().lost() > 0 || report.comparison().doubled() > 0;
            out.println(detected ? "the sabotage was noticed: this run has to fail" : "THE SABOTAGE WAS NOT NOTICED");
            out.flush();
        }
        return report.passed() ? 0 : 1;
    }

    private ChaosOptions options(Path place) {
        if (kills < 1 || kills > 10_000 || standbys < 0 || standbys > 2 || rate < 10) {
            throw new InvalidInput(
                    "--kills " + kills + " --standbys " + standbys + " --rate " + rate
                            + " (expected: 1 to 10000, 0 to 2, at least 10)",
                    "See bench/run chaos --help.");
        }
        ChaosOptions options = ChaosOptions.of(seed, sabotage ? Math.min(kills, 3) : kills, place)
                .with(ProductSettings.DEFAULT.withStandbys(standbys))
                .withLinesPerSecond(rate);
        if (!sabotage) {
            return quick ? options.quick() : options;
        }
        Path clone = Objects.requireNonNull(BenchHome.path().toAbsolutePath().getParent(), "home");
        Path broken = Sabotage.compile(clone, place.resolve("sabotage"));
        return options.quick().with(options.product().quick().withBefore(broken));
    }
}
