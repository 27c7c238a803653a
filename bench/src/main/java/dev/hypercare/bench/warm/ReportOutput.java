package dev.hypercare.bench.warm;

import dev.hypercare.bench.compare.ComparisonTable;
import dev.hypercare.bench.compare.Machine;
import dev.hypercare.bench.files.BenchHome;
import dev.hypercare.bench.files.ResultFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a benchmark of one process tells its results: tables for people, or JSON; a copy goes to {@code target/<command>.json}. */
public final class ReportOutput {
    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            description = "Write the results to this file as JSON, or to the terminal in place of the table.")
    private @Nullable Path json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    /** Shows a row of progress. */
    public void progress(List<String> row) {
        command.commandLine().getErr().println(String.join(", ", row));
    }

    /**
     * Tells the results.
     *
     * @param report as {@link WarmReport#json} makes it
     * @param lines the same for people, as {@link #lines} makes them
     */
    public void tell(Map<String, Object> report, List<String> lines) {
        ResultFile.write(BenchHome.target().resolve(command.name() + ".json"), report);
        PrintWriter out = command.commandLine().getOut();
        if (json != null && json.toString().equals("-")) {
            out.println(ResultFile.text(report));
        } else {
            lines.forEach(out::println);
            if (json != null) {
                ResultFile.write(json, report);
            }
        }
        out.flush();
    }

    /** The machine, tables of rows whose first is the header, and ratios, with an empty line between. */
    public static List<String> lines(Machine machine, List<List<List<String>>> tables, Map<String, Double> ratios) {
        List<String> lines = new ArrayList<>();
        lines.add(machine.line());
        for (List<List<String>> rows : tables) {
            lines.add("");
            lines.addAll(ComparisonTable.aligned(rows));
        }
        if (!ratios.isEmpty()) {
            lines.add("");
            ratios.forEach((name, ratio) -> lines.add(String.format(Locale.ROOT, "%s = %.2f", name, ratio)));
        }
        return lines;
    }

    /** A table of a header and rows. */
    public static List<List<String>> table(List<String> header, List<List<String>> rows) {
        List<List<String>> table = new ArrayList<>(List.of(header));
        table.addAll(rows);
        return table;
    }
}
