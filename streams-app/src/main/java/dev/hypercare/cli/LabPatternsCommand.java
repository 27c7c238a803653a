package dev.hypercare.cli;

import dev.hypercare.cli.lab.GroupingScore;
import dev.hypercare.cli.lab.LabelledLines;
import dev.hypercare.cli.lab.PatternsRun;
import dev.hypercare.cli.lab.ShuffledRuns;
import dev.hypercare.cli.lab.ShuffledRuns.Spread;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab patterns}: the template miner on labelled log lines. */
@Command(
        name = "patterns",
        description = {
            "Groups labelled log lines by their templates, as the stage patterns does, with one setting for all systems: masked, in panes, each",
            "system with a miner of its own. GA is the share of lines in a group that is exactly a true one, FGA the F1 of such groups; the last",
            "columns are the means without the system of the row."
        },
        footer = {
            "",
            "Example: a folder of files such as Apache_2k.log_structured_corrected.csv, with columns Content and EventId",
            "  hypercare lab patterns --loghub ../loghub",
            "Example: the lines in another order, the result for programs",
            "  hypercare lab patterns --loghub ../loghub --seed 2 --json",
            "Example: how far it depends on the order of the lines",
            "  hypercare lab patterns --loghub ../loghub --shuffles 5"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class LabPatternsCommand implements Callable<Integer> {
    @Option(
            names = "--loghub",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the CSV files, one a system, each with the columns Content and EventId.")
    private Path loghub;

    @Option(names = "--seed", defaultValue = "1", description = "Lines are shuffled by it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--shuffles",
            paramLabel = "N",
            description =
                    "Shuffle the lines so often, by the seeds from --seed on: the mean and the worst of the orders.")
    private @Nullable Integer shuffles;

    @Mixin
    private JsonTarget json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (shuffles != null) {
            if (shuffles < 1 || shuffles > 1000) {
                throw new InvalidInput(
                        "--shuffles: " + shuffles + " (expected: 1 to 1000)", "For example: --shuffles 5");
            }
            ShuffledRuns runs = ShuffledRuns.of(LabelledLines.readAll(loghub), seed, shuffles);
            json.write(out, runs::json, () -> table(runs).print(out));
            return 0;
        }
        PatternsRun run = PatternsRun.of(LabelledLines.readAll(loghub), seed);
        json.write(out, run::json, () -> table(run).print(out));
        return 0;
    }

    private static Table table(PatternsRun run) {
        Table table = new Table(List.of(
                "system", "lines>", "groups>", "found>", "right>", "GA>", "FGA>", "GA without>", "FGA without>"));
        for (GroupingScore score : run.scores()) {
            table.add(List.of(
                    score.system(),
                    Integer.toString(score.lines()),
                    Integer.toString(score.groups()),
                    Integer.toString(score.found()),
                    Integer.toString(score.right()),
                    figure(score.ga()),
                    figure(score.fga()),
                    figure(run.meanWithout(score, GroupingScore::ga)),
                    figure(run.meanWithout(score, GroupingScore::fga))));
        }
        table.add(List.of(
                "mean of " + run.scores().size(),
                sum(run, GroupingScore::lines),
                sum(run, GroupingScore::groups),
                sum(run, GroupingScore::found),
                sum(run, GroupingScore::right),
                figure(run.mean(GroupingScore::ga)),
                figure(run.mean(GroupingScore::fga)),
                "",
                ""));
        return table;
    }

    private static Table table(ShuffledRuns runs) {
        Table table = new Table(List.of("system", "GA mean>", "GA least>", "FGA mean>", "FGA least>"));
        List<Spread> all = new ArrayList<>(runs.systems());
        all.add(runs.mean());
        for (Spread spread : all) {
            table.add(List.of(
                    spread.name(),
                    figure(spread.gaMean()),
                    figure(spread.gaLeast()),
                    figure(spread.fgaMean()),
                    figure(spread.fgaLeast())));
        }
        return table;
    }

    private static String sum(PatternsRun run, ToIntFunction<GroupingScore> figure) {
        return Integer.toString(run.scores().stream().mapToInt(figure).sum());
    }

    private static String figure(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
    }
}
