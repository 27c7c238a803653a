package dev.hypercare.bench.sidebyside;

import dev.hypercare.bench.files.LinesAtOnce;
import dev.hypercare.bench.files.RunOutput;
import dev.hypercare.bench.live.LiveTraffic;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs Prometheus and Alertmanager beside this product. */
@Command(
        name = "sidebyside",
        description = {
            "Plays a simulated launch with labelled faults in real time into this product, with its shipped rules, and counts the same"
                    + " calls in an exporter that a real Prometheus scrapes, with equivalent rules, and its Alertmanager's webhook. A"
                    + " table tells for each kind of fault how soon both had an alert, what they missed, and their false alerts.",
            "21 minutes or more are a whole launch with every kind of fault; less is the part of one in which most faults begin.",
            "Needs both programs: apt-get install --no-install-recommends prometheus prometheus-alertmanager"
        },
        footer = {
            "",
            "Examples: every kind of fault, in an hour; some of them, in five minutes",
            "  bench/run sidebyside --json sidebyside.json",
            "  bench/run sidebyside --minutes 5 --seed 7"
        })
public final class SideBySideCommand implements Callable<Integer> {
    private static final int LONGEST = 24 * 60;

    @Option(names = "--minutes", defaultValue = "60", description = "How long the traffic lasts (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", defaultValue = "1", description = "Makes the traffic and its faults (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--scrape",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "Between two scrapes of Prometheus, and between two evaluations (${DEFAULT-VALUE}).")
    private int everySeconds;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (minutes < 1 || minutes > LONGEST || everySeconds < 1 || everySeconds > 300) {
            throw new InvalidInput(
                    "--minutes " + minutes + " --scrape " + everySeconds + " (expected: 1 to " + LONGEST
                            + ", and 1 to 300)",
                    "Leave them out for an hour and 15 s.");
        }
        PeerPrograms programs = PeerPrograms.find()
                .orElseThrow(() -> new InvalidInput(
                        "prometheus and prometheus-alertmanager are not both on the PATH", PeerPrograms.INSTALL));
        PrintWriter out = spec.commandLine().getOut();
        SideBySideRun run = new SideBySideRun(
                programs,
                seed,
                LiveTraffic.choose(seed, Duration.ofMinutes(minutes)),
                everySeconds,
                LiveTraffic.WHOLE_MINUTES,
                output.folder(),
                new LinesAtOnce(out));
        SideBySideReport report = run.run();
        report.print(out);
        output.write(report::json);
        return 0;
    }
}
