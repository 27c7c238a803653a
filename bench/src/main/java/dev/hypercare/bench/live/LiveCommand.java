package dev.hypercare.bench.live;

import dev.hypercare.bench.files.LinesAtOnce;
import dev.hypercare.bench.files.RunOutput;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows that what the lab says of virtual time is so in real time. */
@Command(
        name = "live",
        description = {
            "Plays a simulated launch with labelled faults in real time into the product, as people run it, with the shipped rules; then"
                    + " the same calls in virtual time, as `hypercare lab detection` does, with the measured delays of each hop added.",
            "Both have to have the same alerts, decided for the same second or the next to it. 21 minutes or more are a whole launch"
                    + " with every kind of fault; less is the part of one in which most faults begin.",
            "Exit code 0: they agree. 1: they do not; the first differences are printed."
        },
        footer = {
            "",
            "Examples: every kind of fault, in an hour; some faults, in two minutes",
            "  bench/run live --json live.json",
            "  bench/run live --minutes 2 --seed 7"
        })
public final class LiveCommand implements Callable<Integer> {
    private static final int LONGEST = 24 * 60;

    @Option(names = "--minutes", defaultValue = "60", description = "How long the traffic lasts (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", defaultValue = "1", description = "Makes the traffic and its faults (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (minutes < 1 || minutes > LONGEST) {
            throw new InvalidInput(
                    "--minutes " + minutes + " (expected: 1 to " + LONGEST + ")", "Leave it out for an hour.");
        }
        PrintWriter out = spec.commandLine().getOut();
        LiveRun run = new LiveRun(
                seed,
                LiveTraffic.choose(seed, Duration.ofMinutes(minutes)),
                LiveTraffic.WHOLE_MINUTES,
                output.folder(),
                new LinesAtOnce(out));
        LiveReport report = run.run();
        report.print(out);
        output.write(report::json);
        return report.agrees() ? 0 : 1;
    }
}
