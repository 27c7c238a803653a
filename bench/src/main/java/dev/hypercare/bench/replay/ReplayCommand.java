package dev.hypercare.bench.replay;

import dev.hypercare.bench.files.RunOutput;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows that what kpi and watch write depends on the log alone. */
@Command(
        name = "replay",
        description = {
            "Writes a log of calls that three instances read meanwhile, ended by SIGTERM and kill -9 at random points, with commit"
                    + " intervals of their own; then one instance reads the same log at full speed. Panes, roll-ups, their corrections,"
                    + " verdicts, alerts, decisions, late calls, messages and dead letters have to be equal, record for record.",
            "Record timestamps of what is not a copy are the time of writing, and are not compared; nor is the watchdog.",
            "Exit code 0: all equal. 1: something differs; the first differences are printed."
        },
        footer = {
            "",
            "Examples: a small one, in about a minute; in the pace of life, from now on, for ten minutes; the same log 100 times as fast",
            "  bench/run replay --calls 60000 --faults 3 --seed 1",
            "  bench/run replay --calls 150000 --faults 10 --speed 1 --now",
            "  bench/run replay --calls 150000 --faults 3 --speed 100"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Option(names = "--calls", defaultValue = "600000", description = "Calls in the log (${DEFAULT-VALUE}).")
    private long calls;

    @Option(
            names = "--series",
            defaultValue = "400",
            description = "Series that calls name, by zipf (${DEFAULT-VALUE}).")
    private int series;

    @Option(names = "--partitions", defaultValue = "6", description = "Partitions of all topics (${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--faults",
            defaultValue = "10",
            description = "How often an instance is ended, kill -9 and SIGTERM in turns (${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--pace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long the log is written for each fault, without --speed (${DEFAULT-VALUE}).")
    private int pace;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description =
                    "Write the log so many times as fast as its calls were made, without its silences: 1 is the pace of life.")
    private @Nullable Double speed;

    @Option(
            names = "--now",
            description =
                    "The log begins now instead of at a fixed evening: with --speed 1 it is live, up to its first silence.")
    private boolean now;

    @Option(names = "--seed", defaultValue = "1", description = "Makes the log and the faults (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (calls < 1000 || series < 1 || partitions < 1 || faults < 0 || pace < 1 || !isSpeed()) {
            throw new InvalidInput(
                    "--calls " + calls + " --series " + series + " --partitions " + partitions + " --faults " + faults
                            + " --pace " + pace + " --speed " + speed
                            + " (expected: at least 1000, 1, 1, 0, 1, and above 0)",
                    "See bench/run replay --help.");
        }
        Path folder = output.folder();
        if (Files.exists(folder)) {
            throw new InvalidInput("there is a run in " + folder + " already", "Delete it, or name another --out.");
        }
        PrintWriter out = spec.commandLine().getOut();
        long start = now ? System.currentTimeMillis() / 1000 * 1000 : ReplayOptions.EVENING;
        ReplayOptions options = new ReplayOptions(seed, calls, series, partitions, faults, pace, speed, start, folder);
        try (ReplayRun run = new ReplayRun(options, out)) {
            ReplayReport report = run.run();
            report.print(out);
            output.write(report::json);
            return report.passed() ? 0 : 1;
        }
    }

    private boolean isSpeed() {
        return speed == null || speed > 0;
    }
}
