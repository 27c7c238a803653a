package dev.hypercare.cli;

import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.lab.DetectionJson;
import dev.hypercare.cli.lab.DetectionLab;
import dev.hypercare.cli.lab.DetectionScore;
import dev.hypercare.cli.lab.DetectionTables;
import dev.hypercare.cli.lab.HopDelays;
import dev.hypercare.cli.lab.KeptAlerts;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.rules.RuleBook;
import dev.hypercare.testdata.simulate.SimulationSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab detection}: simulated launches with labelled faults through the real applications, in virtual time. */
@Command(
        name = "detection",
        description = {
            "Simulates launches with labelled faults and feeds their calls through the applications kpi and watch, in virtual time.",
            "For each kind of fault: how many could be known (decidable by an exact test), how many were found, and how many",
            "seconds after they could be known the alert could be read. The delays of a live system, as measured, are added.",
            "Plain is what a perfect rule would need: the same test on the fault alone, so strict that a day has one false alert.",
            "Since plain: from then on until the alert could be read."
        },
        footer = {
            "",
            "Examples: three simulations, and each fault of one; the result of twenty for programs",
            "  hypercare lab detection --seeds 1-3",
            "  hypercare lab detection --seeds 7 --faults",
            "  hypercare lab detection --seeds 1-20 --keep detection --json detection.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class LabDetectionCommand implements Callable<Integer> {
    private static final long HEAP_FOR_ONE = 400L << 20;

    @Option(
            names = "--seeds",
            defaultValue = "1",
            converter = SeedWords.class,
            description = "Seeds of the simulations, such as 1-20 or 3,7 (default: ${DEFAULT-VALUE}).")
    private SeedWords.Seeds seeds;

    @Mixin
    private JsonTarget json;

    @Option(
            names = "--length",
            converter = DurationWords.class,
            defaultValue = "12h",
            description =
                    "Simulated time of each; in a short one faults occur side by side (default: ${DEFAULT-VALUE}).")
    private Duration length;

    @Option(
            names = "--warm-up",
            converter = DurationWords.class,
            defaultValue = "2h",
            description = "How long there are no faults at the beginning (default: ${DEFAULT-VALUE}).")
    private Duration warmUp;

    @Option(
            names = "--rate",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "How many times as many calls; 1 is some 150 a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description =
                    "How many simulations at a time (default: one for each core, as far as there are 400 MB of heap for each).")
    private @Nullable Integer atOnce;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Partitions of the cluster that is meant: with more of them slices close later, because each waits for a call of",
                "every gateway in every partition (default: ${DEFAULT-VALUE}, as if there were so many calls that none waits)."
            })
    private int partitions;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = {
                "Keep the alerts of each seed in a folder, and take from there what this build kept with these settings and rules:",
                "a run of many seeds can be stopped and goes on where it was."
            })
    private @Nullable Path keep;

    @Option(names = "--config", description = "Configuration file, of which kpi, rules and alerts are used.")
    private @Nullable Path config;

    @Option(names = "--faults", description = "Show each fault and each false alert, too.")
    private boolean faults;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<SimulationSettings> settings =
                seeds.all().stream().map(this::settings).toList();
        if (partitions < 1 || partitions > 1000) {
            throw new InvalidInput("--partitions: " + partitions + " (expected: 1 to 1000)", "Leave it out for 1.");
        }
        if (atOnce != null && atOnce < 1) {
            throw new InvalidInput("--at-once: " + atOnce + " (expected: 1 or more)", "Leave it out.");
        }
        PipelineConfig pipeline = PipelineConfig.load(config);
        Progress progress = new Progress(spec.commandLine().getErr(), Ink.auto().on(), System::nanoTime);
        SeedsDone done = new SeedsDone(settings.size());
        long begin = System.nanoTime();
        DetectionScore score = new DetectionLab(pipeline, HopDelays.measured(), partitions, atOnce(), kept(pipeline))
                .run(settings, (seed, share, calls) -> report(progress, done, begin, seed, share, calls));
        progress.done();
        show(score);
        return 0;
    }

    /** What is kept is of use to the same build, settings and rules only. */
    private KeptAlerts kept(PipelineConfig pipeline) {
        if (keep == null) {
            return new KeptAlerts(null, "");
        }
        String made = String.join(
                ", ",
                build(),
                Durations.show(length),
                Durations.show(warmUp),
                Double.toString(rate),
                Integer.toString(partitions),
                Integer.toHexString(pipeline.kpi().toString().hashCode()),
                Integer.toHexString(pipeline.alerts().toString().hashCode()),
                Integer.toHexString(RuleBook.load(pipeline.rules()).titles().hashCode()));
        return new KeptAlerts(keep, made);
    }

    /** The program and when it was built. */
    private static String build() {
        try {
            Path program = Path.of(LabDetectionCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return program.getFileName() + " of " + Files.getLastModifiedTime(program);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("nobody knows where the program is", e);
        }
    }

    private int atOnce() {
        Runtime machine = Runtime.getRuntime();
        long room = machine.maxMemory() / HEAP_FOR_ONE;
        return atOnce == null ? (int) Math.max(1, Math.min(machine.availableProcessors(), room)) : atOnce;
    }

    private SimulationSettings settings(long seed) {
        try {
            return SimulationSettings.of(seed).lasting(length, warmUp).scaled(rate);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    "--length, --warm-up, --rate: " + e.getMessage(), "Leave them out for 12h, 2h and 1.");
        }
    }

    private static void report(Progress progress, SeedsDone done, long begin, long seed, double share, long calls) {
        synchronized (progress) {
            done.at(seed, share);
            progress.report(() -> done.show(System.nanoTime() - begin, calls));
        }
    }

    private void show(DetectionScore score) {
        PrintWriter out = spec.commandLine().getOut();
        json.write(out, () -> DetectionJson.of(score).toPrettyString(), () -> tables(score, out));
    }

    private void tables(DetectionScore score, PrintWriter out) {
        if (faults) {
            print(DetectionTables.FAULT_HEADERS, DetectionTables.faults(score), out);
            print(DetectionTables.EACH_FALSE_HEADERS, DetectionTables.eachFalseAlert(score), out);
        }
        print(DetectionTables.KIND_HEADERS, DetectionTables.kinds(score), out);
        if (!score.falseAlerts().isEmpty()) {
            print(DetectionTables.FALSE_HEADERS, DetectionTables.falseAlerts(score), out);
        }
        out.println(DetectionTables.summary(score));
    }

    private static void print(List<String> headers, List<List<String>> rows, PrintWriter out) {
        Table table = new Table(headers);
        rows.forEach(table::add);
        table.print(out);
        out.println();
    }
}
