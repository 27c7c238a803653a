package dev.hypercare.cli.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.rules.statistics.AnomalyDetector;
import dev.hypercare.rules.statistics.AnomalyDetector.Settings;
import dev.hypercare.rules.statistics.Scale;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The anomaly detector on every series of the Numenta Anomaly Benchmark, with the same settings and the same threshold for all.
 *
 * @param settings what it ran with
 * @param scores one a series
 */
public record NabRun(Settings settings, List<NabScore> scores) {
    /** Runs it: each series from its first value to its last, with a detector of its own. */
    public static NabRun of(List<NabSeries> corpus, Settings settings) {
        return new NabRun(
                settings,
                corpus.stream()
                        .map(series -> NabScore.of(series, onsets(series, settings)))
                        .toList());
    }

    private static List<Integer> onsets(NabSeries series, Settings settings) {
        AnomalyDetector detector = new AnomalyDetector(Scale.PLAIN, series.stepMillis(), settings);
        List<Integer> onsets = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (detector.observe(series.time(i), series.value(i)).onset()) {
                onsets.add(i);
            }
        }
        return onsets;
    }

    /** The score over all windows, as the benchmark has it: 0 for silence, 100 for perfect. */
    public double score() {
        return NabScore.total(scores);
    }

    /** The mean of the scores of the series that have windows, each with the same weight. */
    public double meanOfFiles() {
        return scores.stream()
                .filter(score -> score.windows() > 0)
                .mapToDouble(NabScore::normalised)
                .average()
                .orElse(Double.NaN);
    }

    /** Windows of all series. */
    public int windows() {
        return scores.stream().mapToInt(NabScore::windows).sum();
    }

    /** Windows with an onset. */
    public int found() {
        return scores.stream().mapToInt(NabScore::found).sum();
    }

    public int falseOnsets() {
        return scores.stream().mapToInt(NabScore::falseOnsets).sum();
    }

    /**
     * For programs: {@code {"mean", "meanOfFiles", "windows", "found", "falseOnsets", "settings", "files": [{"file", "score", "windows",
     * "found", "falseOnsets"}]}}; {@code mean} is {@link #score}, the mean over all windows, and the score of a file without windows is
     * null.
     */
    public String json() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("mean", known(score())).put("meanOfFiles", known(meanOfFiles()));
        root.put("windows", windows()).put("found", found()).put("falseOnsets", falseOnsets());
        root.set("settings", mapper.valueToTree(settings));
        ArrayNode files = root.putArray("files");
        for (NabScore score : scores) {
            files.addObject()
                    .put("file", score.file())
                    .put("score", known(score.normalised()))
                    .put("windows", score.windows())
                    .put("found", score.found())
                    .put("falseOnsets", score.falseOnsets());
        }
        return root.toPrettyString();
    }

    private static @Nullable Double known(double score) {
        return Double.isFinite(score) ? (Double) score : null;
    }
}
