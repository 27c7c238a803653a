package dev.hypercare.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hypercare.PipelineConfig;
import dev.hypercare.normalise.RawFormats;
import dev.hypercare.normalise.format.RawFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code formats list}: the formats there are. */
@Command(
        name = "list",
        description = {
            "Lists the formats that can be read, each from its own raw topic, and which of them are.",
            "The keys formats and mappings under normalise choose them."
        },
        footer = {"", "Example: with those of your configuration", "  hypercare formats list --config hypercare.yaml"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class FormatsListCommand implements Callable<Integer> {
    @Option(names = "--config", description = "Configuration file (default: the defaults).")
    private @Nullable Path config;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PipelineConfig loaded = PipelineConfig.load(config);
        List<RawFormat> read = loaded.normalise().allFormats();
        List<RawFormat> all = new ArrayList<>(RawFormats.all());
        read.stream().filter(format -> !all.contains(format)).forEach(all::add);
        Table table = new Table(List.of("format", "read", "topic", "what"));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (RawFormat format : all) {
            String topic = format.topic().fullName(loaded.topics().prefix());
            boolean isRead = read.contains(format);
            table.add(List.of(format.name(), isRead ? "yes" : "no", topic, format.about()));
            json.addObject()
                    .put("format", format.name())
                    .put("read", isRead)
                    .put("topic", topic)
                    .put("about", format.about());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(json);
        } else {
            table.print(out);
        }
        out.flush();
        return 0;
    }
}
