package dev.hypercare.cli;

import dev.hypercare.PipelineConfig;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.cli.trial.Backtest;
import dev.hypercare.cli.trial.BacktestResult;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.rules.PastRules;
import dev.hypercare.rules.RuleBook;
import dev.hypercare.rules.RulesConfig;
import dev.hypercare.schemas.registry.RegistryException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules backtest}: what rules would have said of a time that is over. */
@Command(
        name = "backtest",
        description = {
            "Tries rules on a time that is over: when each would have fired and resolved, on which series, how often,",
            "next to what did fire. Without files it tries the rules that instances used, those that were applied among them.",
            "Nothing is written, nobody is alerted.",
            "From panes of 10 s the answer for a day takes seconds; times are within a pane of what they are live. With --exact",
            "it is judged from the calls, and is what the application would have said."
        },
        footer = {
            "",
            "Examples: the last day; an hour exactly, for programs",
            "  hypercare rules backtest my-rules.yaml --from -1d",
            "  hypercare rules backtest my-rules.yaml --from -2h --to -1h --exact --output json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RulesBacktestCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files of rules (default: the rules in use).")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--from",
            required = true,
            description = "First instant: ISO, milliseconds, or before now such as -1d.")
    private String from;

    @Option(names = "--to", defaultValue = "now", description = "First instant after (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(names = "--exact", description = "Judge the calls second by second, as the application does.")
    private boolean exact;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            converter = DurationWords.class,
            description = {
                "How much of the time before is judged first (default: the longest window of the rules; a day for rules",
                "that learn what is ordinary, up to three for objectives)."
            })
    private @Nullable Duration warmUp;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private ClusterOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        long now = System.currentTimeMillis();
        long begin = TimeArgument.millis("--from", from, now);
        long end = TimeArgument.millis("--to", to, now);
        if (begin >= end) {
            throw new InvalidInput(
                    "--from " + from + " --to " + to + " (expected: an instant before that of --to)",
                    "Leave --to out for now.");
        }
        if (output == Output.CSV) {
            throw new InvalidInput("--output csv (expected: table or json)", "Breaches are nested; take json.");
        }
        PipelineConfig config = options.config();
        RuleBook tried = files.isEmpty()
                ? null
                : RuleBook.load(
                        new RulesConfig(false, files, List.of(), config.kpi().views()));
        PastRules used = PastRules.load(config.rules());
        show(run(new Backtest(options.cluster(), config.kpi(), used, tried), begin, end));
        return 0;
    }

    private BacktestResult run(Backtest backtest, long begin, long end) {
        Progress progress = new Progress(spec.commandLine().getErr(), Ink.auto().on(), System::nanoTime);
        try {
            return backtest.run(
                    new Backtest.Question(begin, end, warmUp, exact),
                    (share, records) -> progress.report(() -> String.format(
                            Locale.ROOT, "judged: %.0f %%, %,d records read", 100 * Math.max(0, share), records)));
        } catch (RegistryException e) {
            throw options.cluster().registryProblem(e);
        } finally {
            progress.done();
        }
    }

    private void show(BacktestResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(new BacktestJson(result).json());
            out.flush();
        } else {
            new BacktestTables(result, ZoneId.systemDefault()).print(out);
        }
    }
}
