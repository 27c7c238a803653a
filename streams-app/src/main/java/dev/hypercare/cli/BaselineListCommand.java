package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hypercare.schemas.events.Baseline;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baseline list}: the names. */
@Command(
        name = "list",
        description = "The baselines by name: of which period, of how many series, who made them.",
        footer = {"", "Example: for a program", "  hypercare baseline list --output json"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class BaselineListCommand implements Callable<Integer> {
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
        Map<String, List<Baseline>> all = BaselineShelf.read(options.cluster());
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table(List.of("name", "from", "to", "series>", "made", "by"));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        all.forEach((name, series) -> {
            Baseline first = series.get(0);
            table.add(List.of(
                    name,
                    first.getFrom().toString(),
                    first.getTo().toString(),
                    Integer.toString(series.size()),
                    first.getMadeAt().toString(),
                    first.getBy()));
            json.addObject()
                    .put("name", name)
                    .put("from", first.getFrom().toString())
                    .put("to", first.getTo().toString())
                    .put("series", series.size())
                    .put("madeAt", first.getMadeAt().toString())
                    .put("by", first.getBy());
        });
        if (output == Output.JSON) {
            out.println(json);
        } else if (table.isEmpty()) {
            spec.commandLine().getErr().println("there are no baselines; `hypercare baseline freeze` makes one");
            spec.commandLine().getErr().flush();
        } else {
            table.print(out);
        }
        out.flush();
        return 0;
    }
}
