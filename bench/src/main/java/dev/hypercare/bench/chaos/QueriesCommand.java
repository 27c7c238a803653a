package dev.hypercare.bench.chaos;

import dev.hypercare.bench.files.RunOutput;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks three instances all the time while they are killed, and compares every answer with a count of its own. */
@Command(
        name = "queries",
        description = {
            "Runs three instances with one copy of each store under a load of calls, puts questions to them by chance while one after the other is"
                    + " killed (kill -9) and comes back, and compares every answer with an independent count.",
            "Exit code 0: at least 99 % answered, none wrong. 1: not so."
        },
        footer = {"", "Example: a short try, eleven minutes", "  bench/run queries --kills 3 --apis 100 --quick"})
public final class QueriesCommand implements Callable<Integer> {
    @Option(names = "--kills", defaultValue = "20", description = "How many instances die (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", defaultValue = "1", description = "Makes faults, lines and questions (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--rate", defaultValue = "1500", description = "Lines a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--apis",
            defaultValue = "1100",
            description = "APIs, of nearly ten series each (${DEFAULT-VALUE}).")
    private int apis;

    @Option(names = "--questions", defaultValue = "20", description = "Questions a second (${DEFAULT-VALUE}).")
    private int questions;

    @Option(names = "--standbys", defaultValue = "1", description = "Copies of each state store (${DEFAULT-VALUE}).")
    private int standbys;

    @Option(names = "--quick", description = "Less load and shorter timeouts, as in the tests of chaos.")
    private boolean quick;

    @Mixin
    private final RunOutput output = new RunOutput();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (kills < 0 || rate < 10 || apis < 1 || questions < 1 || questions > 1000 || standbys < 0 || standbys > 2) {
            throw new InvalidInput(
                    "--kills " + kills + " --rate " + rate + " --apis " + apis + " --questions " + questions
                            + " --standbys " + standbys
                            + " (expected: at least 0, at least 10, at least 1, 1 to 1000, 0 to 2)",
                    "See bench/run queries --help.");
        }
        ChaosOptions options = ChaosOptions.of(seed, kills, output.folder())
                .with(ProductSettings.DEFAULT.withStandbys(standbys))
                .withLinesPerSecond(rate);
        QueriesReport report = QueriesRun.run(quick ? options.quick() : options, apis, questions, out);
        report.print(out);
        output.write(report::json);
        return report.passed() ? 0 : 1;
    }
}
