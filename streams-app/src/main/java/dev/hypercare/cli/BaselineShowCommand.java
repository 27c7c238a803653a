package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Baseline;
import java.io.PrintWriter;
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

/** {@code baseline show}: one of them, series by series. */
@Command(
        name = "show",
        description =
                "A baseline, series by series: figures of the whole period, and in what respects it knows what is ordinary.",
        footer = {"", "Example:", "  hypercare baseline show pre-launch"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class BaselineShowCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    private String name;

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
        List<Baseline> all = BaselineShelf.read(options.cluster(), name);
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            all.forEach(one -> json.add(json(one)));
            out.println(json);
        } else {
            Table table = new Table(
                    List.of("series", "minutes>", "calls>", "failed %>", "p50 ms>", "p95 ms>", "p99 ms>", "respects>"));
            all.forEach(one -> table.add(List.of(
                    one.getSeries(),
                    Integer.toString(one.getMinutes()),
                    show(one, "calls", 1, "%.0f"),
                    show(one, "failed_ratio", 100, "%.2f"),
                    show(one, "p50", 1, "%.1f"),
                    show(one, "p95", 1, "%.1f"),
                    show(one, "p99", 1, "%.1f"),
                    Integer.toString(one.getNorms().size()))));
            table.print(out);
        }
        out.flush();
        return 0;
    }

    private static String show(Baseline one, String figure, double times, String format) {
        @Nullable Double value = one.getFigures().get(figure);
        return value == null ? "-" : String.format(Locale.ROOT, format, value * times);
    }

    private static ObjectNode json(Baseline one) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("series", one.getSeries())
                .put("from", one.getFrom().toString())
                .put("to", one.getTo().toString())
                .put("minutes", one.getMinutes());
        ObjectNode figures = json.putObject("figures");
        one.getFigures().forEach(figures::put);
        one.getNorms().keySet().stream().sorted().forEach(json.putArray("of")::add);
        return json;
    }
}
