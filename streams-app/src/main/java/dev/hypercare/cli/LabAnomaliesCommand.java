package dev.hypercare.cli;

import dev.hypercare.cli.lab.NabCorpus;
import dev.hypercare.cli.lab.NabRun;
import dev.hypercare.cli.lab.NabScore;
import dev.hypercare.rules.statistics.AnomalyDetector.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lab anomalies}: the anomaly detector on the Numenta Anomaly Benchmark. */
@Command(
        name = "anomalies",
        description = {
            "Runs the anomaly detector of the rules over every series of the Numenta Anomaly Benchmark, with one setting and one",
            "threshold for all, and scores its onsets by the benchmark's method (standard profile): 0 is silence, 100 perfect.",
            "The last row is the score over all windows; a file without windows has no score, only false onsets."
        },
        footer = {
            "",
            "Example: a clone of github.com/numenta/NAB, with the result for programs too",
            "  hypercare lab anomalies --nab ../NAB --json nab.json",
            "Example: what the season is worth",
            "  hypercare lab anomalies --nab ../NAB --without season"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class LabAnomaliesCommand implements Callable<Integer> {
    /** A step of the detector that can be left out. */
    enum Ingredient {
        SEASON,
        WINSORISING,
        LIKELIHOOD,
        REARM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--nab",
            paramLabel = "DIR",
            required = true,
            description = "The folder that holds data/ and labels/ of the benchmark, all of it or a part.")
    private Path nab;

    @Mixin
    private JsonTarget json;

    @Option(
            names = "--threshold",
            description = "Likelihood of an onset, in standard deviations (default: the one that rules use).")
    private @Nullable Double threshold;

    @Option(
            names = "--without",
            split = ",",
            description = "Leave steps of the detector out: ${COMPLETION-CANDIDATES}.")
    private Set<Ingredient> without = Set.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NabRun run = NabRun.of(NabCorpus.read(nab), settings());
        PrintWriter out = spec.commandLine().getOut();
        json.write(out, run::json, () -> {
            table(run).print(out);
            out.println();
            out.println(String.format(
                    Locale.ROOT,
                    "score %.1f over all windows, %.1f as the mean of the files that have some; %d of %d windows found, %d false onsets",
                    run.score(),
                    run.meanOfFiles(),
                    run.found(),
                    run.windows(),
                    run.falseOnsets()));
        });
        return 0;
    }

    private Settings settings() {
        Settings usual = Settings.USUAL;
        return new Settings(
                !without.contains(Ingredient.SEASON),
                !without.contains(Ingredient.WINSORISING),
                without.contains(Ingredient.LIKELIHOOD) ? 1 : usual.smoothing(),
                without.contains(Ingredient.REARM) ? 0 : usual.rearm(),
                threshold == null ? usual.threshold() : threshold);
    }

    private static Table table(NabRun run) {
        Table table = new Table(List.of("file", "score>", "windows>", "found>", "false onsets>"));
        for (NabScore score : run.scores()) {
            table.add(List.of(
                    score.file(),
                    score.windows() == 0 ? "-" : figure(score.normalised()),
                    Integer.toString(score.windows()),
                    Integer.toString(score.found()),
                    Integer.toString(score.falseOnsets())));
        }
        table.add(List.of(
                "all " + run.scores().size(),
                figure(run.score()),
                Integer.toString(run.windows()),
                Integer.toString(run.found()),
                Integer.toString(run.falseOnsets())));
        return table;
    }

    private static String figure(double score) {
        return String.format(Locale.ROOT, "%.1f", score);
    }
}
