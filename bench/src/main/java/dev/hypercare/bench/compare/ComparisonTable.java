package dev.hypercare.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A comparison for people: rows of Markdown that line up on a terminal as well. */
public final class ComparisonTable {
    private static final List<String> HEADER = List.of(
            "variant",
            "CPU us/call",
            "min..max",
            "thousand calls/s",
            "min..max",
            "broker us/call",
            "peak MB",
            "GC ms",
            "other cores",
            "measured earlier us",
            "output");

    private ComparisonTable() {}

    /** Lines, a table for each number of series with the ratios below. */
    static List<String> lines(RaceResults comparison) {
        List<String> lines = new ArrayList<>();
        for (int series : comparison.series()) {
            lines.add(String.format(Locale.ROOT, "%,d series", series));
            lines.add("");
            List<List<String>> rows = new ArrayList<>();
            rows.add(HEADER);
            comparison.variants(series).forEach(variant -> rows.add(row(comparison, variant, series)));
            lines.addAll(aligned(rows));
            lines.add("");
        }
        comparison.runs().stream()
                .map(RunResult::variant)
                .distinct()
                .forEach(variant -> lines.add(variant + ": " + Variants.what(variant)));
        lines.add("");
        comparison.ratios().forEach((name, ratio) -> lines.add(String.format(Locale.ROOT, "%s = %.2f", name, ratio)));
        return lines;
    }

    private static List<String> row(RaceResults comparison, String variant, int series) {
        List<RunResult> runs = comparison.of(variant, series);
        Optional<Figure> cpu = comparison.cpu(variant, series);
        Optional<Figure> rate = Figure.of(runs, steady -> steady.callsPerSecond() / 1000);
        return List.of(
                variant,
                cpu.map(figure -> format("%.2f", figure.median())).orElse("-"),
                cpu.map(figure -> format("%.2f..%.2f", figure.min(), figure.max()))
                        .orElse("-"),
                rate.map(figure -> format("%.0f", figure.median())).orElse("-"),
                rate.map(figure -> format("%.0f..%.0f", figure.min(), figure.max()))
                        .orElse("-"),
                Figure.of(runs, SteadyPart::brokerMicros)
                        .map(figure -> format("%.2f", figure.median()))
                        .orElse("-"),
                Long.toString(
                        runs.stream().mapToLong(RunResult::peakMegabytes).max().orElse(-1)),
                Long.toString(
                        runs.stream().mapToLong(RunResult::pauseMillis).max().orElse(-1)),
                Figure.of(runs, SteadyPart::otherCores)
                        .map(figure -> format("%.1f", figure.max()))
                        .orElse("-"),
                EarlierFigures.cpuMicros(variant, series),
                verdict(runs));
    }

    private static String verdict(List<RunResult> runs) {
        return runs.stream()
                .filter(run -> !run.verdict().right())
                .findFirst()
                .map(run ->
                        "WRONG in round " + run.round() + ": " + run.verdict().text())
                .orElseGet(() -> runs.get(0).verdict().text());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Rows of Markdown, the first the header; the first and the last column are text, the others numbers. */
    public static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int i = 0; i < columns; i++) {
                String blanks = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
                boolean text = i == 0 || i == columns - 1;
                line.append(' ')
                        .append(text ? row.get(i) + blanks : blanks + row.get(i))
                        .append(" |");
            }
            lines.add(line.toString());
        }
        lines.add(1, "|---" + "|--:".repeat(columns - 2) + "|---|");
        return lines;
    }
}
