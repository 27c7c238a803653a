package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the query commands share: whom they ask and in what form they answer. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryAnswer {
    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private UrlOptions url;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Adds a parameter to a question, if it was given. */
    static void put(Map<String, String> question, String name, @Nullable String value) {
        if (value != null) {
            question.put(name, value);
        }
    }

    /** Prints a table, or on the error output that there is nothing to show. */
    void print(Table table, String nothing, PrintWriter out) {
        if (table.isEmpty()) {
            command.commandLine().getErr().println(nothing);
        } else {
            table.print(out);
        }
    }

    /**
     * Asks and prints; returns the exit code.
     *
     * @param path of the resource
     * @param question its parameters; {@code format} is added for CSV
     * @param table prints the JSON answer as a table
     */
    int print(String path, Map<String, String> question, BiConsumer<JsonNode, PrintWriter> table) {
        QueryClient client = url.client();
        PrintWriter out = command.commandLine().getOut();
        switch (output) {
            case CSV -> {
                question.put("format", "csv");
                out.print(client.text(path, question));
            }
            case JSON -> out.println(client.json(path, question));
            case TABLE -> table.accept(client.json(path, question), out);
        }
        out.flush();
        command.commandLine().getErr().flush();
        return 0;
    }
}
