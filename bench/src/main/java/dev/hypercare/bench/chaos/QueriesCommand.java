package dev.hypercare.bench.chaos;

import dev.hypercare.bench.files.RunOutput;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks three instances all the time, calm and while they are killed, and compares every answer with a count of its own. */
@Command(
        name = "queries",
        description = {
            "Runs three instances with one copy of each store under a load of calls, with a day of calls behind them, and puts questions to them"
                    + " by chance: a minute of one series, percentiles of an hour, the top 20 of all series, a day by 5 minutes. Every answer is compared"
                    + " whole with an independent count of the calls.",
            "First calm: how long answers take, and what they cost the stream, with and without questions by turns. Then, anew, while one instance"
                    + " after the other is killed (kill -9) and comes back: how many are answered, fresh, stale or partial.",
            "A question goes to any instance, dead or alive, and where there is no answer to the other two; it is answered when one of them answers.",
            "With --flood instead, one client asks as much as it can: no answer may be a fault of the instance, and no heap may grow from flood to flood.",
            "Exit code 0: at least 99 %% of the questions answered, none wrong. 1: not so."
        },
        footer = {
            "",
            "Example: latencies and cost alone, seven minutes",
            "  bench/run queries --calm",
            "Example: a short try of both, nine minutes",
            "  bench/run queries --kills 2 --apis 100 --quick"
        })
public final class QueriesCommand implements Callable<Integer> {
    private static final int ROUNDS = 4;
    private static final long SLICE_MILLIS = 20_000;
    /** Long enough that connections which nobody uses any more are closed. */
    private static final long FLOOD_MILLIS = 40_000;

    private static final int KILLS = 20;
    private static final int FLOODS = 4;

    @Option(names = "--calm", description = "Only the calm part.")
    private boolean calm;

    @Option(
            names = "--kills",
            description = "Only the part with kills: how many instances die (20, after the calm part).")
    private @Nullable Integer kills;

    @Option(
            names = "--flood",
            description =
                    "Only this: one client asks as much as it can, nonsense and huge ranges too; what is refused, what the heaps hold after each flood, and"
                            + " whether the stream keeps up.")
    private boolean flood;

    @Option(names = "--seed", defaultValue = "1", description = "Makes faults, lines and questions (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--rate", defaultValue = "1500", description = "Lines a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--apis",
            defaultValue = "1112",
            description = "APIs, of nine routes and methods each (${DEFAULT-VALUE}: 10,008 series).")
    private int apis;

    @Option(names = "--questions", defaultValue = "5", description = "Questions a second (${DEFAULT-VALUE}).")
    private double questions;

    @Option(names = "--standbys", defaultValue = "1", description = "Copies of each state store (${DEFAULT-VALUE}).")
    private int standbys;

    @Option(names = "--quick", description = "Less load, shorter slices and timeouts, as in the tests of chaos.")
    private boolean quick;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        int deaths = kills == null ? KILLS : kills;
        if (deaths < 0
                || rate < 10
                || apis < 1
                || !(questions > 0 && questions <= 1000)
                || standbys < 0
                || standbys > 2) {
            throw new InvalidInput(
                    "--kills " + deaths + " --rate " + rate + " --apis " + apis + " --questions " + questions
                            + " --standbys " + standbys
                            + " (expected: at least 0, at least 10, at least 1, above 0 to 1000, 0 to 2)",
                    "See bench/run queries --help.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Path folder = output.folder();
        if (flood) {
            FloodReport report =
                    FloodRun.run(options(0, folder), apis, FLOODS, quick ? FLOOD_MILLIS / 2 : FLOOD_MILLIS, out);
            report.print(out);
            output.write(report::json);
            return report.passed() ? 0 : 1;
        }
        boolean both = calm == (kills != null);
        CalmReport unhurt = calm || both ? calm(folder.resolve("calm"), out) : null;
        QueriesReport hurt = !calm || both ? killed(deaths, folder.resolve("kills"), out) : null;
        output.write(() -> json(unhurt, hurt));
        return (unhurt == null || unhurt.passed()) && (hurt == null || hurt.passed()) ? 0 : 1;
    }

    private ChaosOptions options(int deaths, Path folder) {
        ChaosOptions options = ChaosOptions.of(seed, deaths, folder)
                .with(ProductSettings.DEFAULT.withStandbys(standbys))
                .withLinesPerSecond(rate);
        return quick ? options.quick() : options;
    }

    private CalmReport calm(Path folder, PrintWriter out) {
        CalmReport report = CalmRun.run(
                options(0, folder), apis, questions, quick ? 1 : ROUNDS, quick ? SLICE_MILLIS / 2 : SLICE_MILLIS, out);
        report.print(out);
        return report;
    }

    private QueriesReport killed(int deaths, Path folder, PrintWriter out) {
        QueriesReport report = QueriesRun.run(options(deaths, folder), apis, questions, out);
        report.print(out);
        return report;
    }

    /** Answered, wrong, stale and partial are those of the part with kills, latencies and ratios those of the calm one, where both were run. */
    private static Map<String, Object> json(@Nullable CalmReport unhurt, @Nullable QueriesReport hurt) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (hurt != null) {
            json.putAll(hurt.json());
        }
        if (unhurt != null) {
            Map<String, Object> calm = unhurt.json();
            calm.forEach(json::putIfAbsent);
            json.put("latencyMs", calm.get("latencyMs"));
            json.put("passed", unhurt.passed() && (hurt == null || hurt.passed()));
            json.put("calm", calm);
        }
        if (hurt != null) {
            json.put("kill", hurt.json());
        }
        return json;
    }
}
