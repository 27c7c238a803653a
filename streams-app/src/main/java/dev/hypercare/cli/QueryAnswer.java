package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.cli.terminal.Ink;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the query commands share: whom they ask and in what form they answer, once or again and again. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryAnswer {
    /** To the upper left corner, and nothing left below. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Option(
            names = "--watch",
            arity = "0..1",
            paramLabel = "EVERY",
            fallbackValue = "2s",
            converter = DurationWords.class,
            description = "Asks again every so often, such as 5s (default: ${FALLBACK-VALUE}); end it with Ctrl+C.")
    private @Nullable Duration watch;

    @Option(names = "--times", paramLabel = "N", description = "With --watch: ends after so many answers.")
    private @Nullable Integer times;

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
        return print(
                question,
                new Asking() {
                    @Override
                    public JsonNode json(QueryClient client) {
                        return client.json(path, question);
                    }

                    @Override
                    public void csv(QueryClient client, PrintWriter out) {
                        out.print(client.text(path, question));
                    }
                },
                table);
    }

    /**
     * The same of a list that comes in pages.
     *
     * @param list the field that has its elements
     */
    int print(
            String path,
            Map<String, String> question,
            PageOptions pages,
            String list,
            BiConsumer<JsonNode, PrintWriter> table) {
        return print(
                question,
                new Asking() {
                    @Override
                    public JsonNode json(QueryClient client) {
                        return pages.json(client, path, question, list);
                    }

                    @Override
                    public void csv(QueryClient client, PrintWriter out) {
                        pages.csv(client, path, question, out::print);
                    }
                },
                (json, out) -> {
                    table.accept(json, out);
                    if (json.has("next")) {
                        command.commandLine().getErr().println("there are more: --limit N or --all shows them");
                    }
                });
    }

    /** What is asked, in either form. */
    private interface Asking {
        JsonNode json(QueryClient client);

        void csv(QueryClient client, PrintWriter out);
    }

    private int print(Map<String, String> question, Asking asking, BiConsumer<JsonNode, PrintWriter> table) {
        if (output == Output.CSV) {
            question.put("format", "csv");
        }
        PrintWriter out = command.commandLine().getOut();
        once(asking, table);
        Duration every = watch;
        for (int asked = 1; every != null && (times == null || asked < times) && !out.checkError(); asked++) {
            try {
                TimeUnit.MILLISECONDS.sleep(every.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
            if (output == Output.TABLE) {
                out.print(Ink.auto().on() ? CLEAR : System.lineSeparator());
            }
            once(asking, table);
        }
        return 0;
    }

    private void once(Asking asking, BiConsumer<JsonNode, PrintWriter> table) {
        QueryClient client = url.client();
        PrintWriter out = command.commandLine().getOut();
        switch (output) {
            case CSV -> asking.csv(client, out);
            case JSON -> out.println(asking.json(client));
            case TABLE -> table.accept(asking.json(client), out);
        }
        out.flush();
        command.commandLine().getErr().flush();
    }
}
