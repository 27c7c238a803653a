package dev.hypercare.bench;

import dev.hypercare.bench.backtest.BacktestCommand;
import dev.hypercare.bench.chaos.ChaosCommand;
import dev.hypercare.bench.chaos.QueriesCommand;
import dev.hypercare.bench.chaos.RecoveryCommand;
import dev.hypercare.bench.compare.CompareCommand;
import dev.hypercare.bench.growth.GrowthCommand;
import dev.hypercare.bench.jmh.LoopsCommand;
import dev.hypercare.bench.latency.LatencyCommand;
import dev.hypercare.bench.live.LiveCommand;
import dev.hypercare.bench.mining.MiningCommand;
import dev.hypercare.bench.parsers.ParsersCommand;
import dev.hypercare.bench.patterns.PatternsCommand;
import dev.hypercare.bench.receiver.ReceiverCommand;
import dev.hypercare.bench.replay.ReplayCommand;
import dev.hypercare.bench.rules.RuleScaleCommand;
import dev.hypercare.bench.sidebyside.SideBySideCommand;
import dev.hypercare.bench.skew.SkewCommand;
import dev.hypercare.bench.tickets.TicketsCommand;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command of the benchmarks. */
@Command(
        name = "bench/run",
        description = "Measures Hypercare against the limit of a bare consumer and against its peers.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example: ours against the limit, a small run of some minutes",
            "  bench/run compare --calls 4000000 --series 200 --rounds 1 --only limit,ours-eos"
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        // One class a command, in this order on the help page.
        subcommands = {
            CompareCommand.class,
            GrowthCommand.class,
            SkewCommand.class,
            LatencyCommand.class,
            ChaosCommand.class,
            RecoveryCommand.class,
            ReceiverCommand.class,
            QueriesCommand.class,
            ReplayCommand.class,
            RuleScaleCommand.class,
            BacktestCommand.class,
            MiningCommand.class,
            ParsersCommand.class,
            PatternsCommand.class,
            TicketsCommand.class,
            LiveCommand.class,
            SideBySideCommand.class,
            LoopsCommand.class
        })
public final class Bench implements Runnable {
    private static final int FAILED = 1;
    private static final int INVALID = 2;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace when something fails.")
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Runs a command and ends the process: 0 for success, 1 for a failure or a wrong result, 2 for input that cannot be used. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs a command; returns the exit code of {@link #main}. */
    public static int execute(String... args) {
        Bench root = new Bench();
        CommandLine line = new CommandLine(root);
        line.setExecutionExceptionHandler((e, command, parsed) -> root.tell(e, command.getErr()));
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private int tell(Exception e, PrintWriter err) {
        err.println("error: " + (e.getMessage() == null ? e : e.getMessage()));
        if (e instanceof InvalidInput invalid) {
            err.println("  -> " + invalid.advice());
        } else if (!debug) {
            err.println("  -> Run it again with --debug for the stack trace; logs are in bench/target/runs.");
        }
        if (debug) {
            e.printStackTrace(err);
        }
        return e instanceof InvalidInput ? INVALID : FAILED;
    }
}
