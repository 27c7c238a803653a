package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code marks add}: makes a mark. */
@Command(
        name = "add",
        description = {
            "Makes a mark, of one alert by its fingerprint, of all with some labels, or of a pattern. Exit code 2 where it cannot be used."
        },
        footer = {
            "",
            "Examples: I work on it; it is nothing; nobody is to be told of these for two hours",
            "  hypercare marks add acknowledged --fingerprint 7d5675edb8f183f9",
            "  hypercare marks add false-alarm --fingerprint 7d5675edb8f183f9 --note 'load test'",
            "  hypercare marks add maintenance --label api=payments --label route=/v1/pay --for 2h",
            "Example: the cause of a pattern of error messages is gone; if it comes back it has regressed",
            "  hypercare marks add fixed --label pattern=3f0c5d1e9a7b2468"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class MarksAddCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "acknowledged, false-alarm, fixed, maintenance or note.")
    private String kind;

    @Option(names = "--fingerprint", description = "The alert, as `query alerts -o json` names it.")
    private @Nullable String fingerprint;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "A label that alerts have to have; rule=ID for the rule. All of them have to fit.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--from", description = "From when (default: now), such as 2026-11-22T10:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", description = "Until when, such as 2026-11-22T12:00:00Z.")
    private @Nullable String to;

    @Option(names = "--for", paramLabel = "DURATION", description = "For how long, such as 2h, instead of --to.")
    private @Nullable String length;

    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who says it (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--note", description = "Why.")
    private @Nullable String note;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (a line for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ObjectNode mark = JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("fingerprint", fingerprint)
                .put("from", from)
                .put("to", to)
                .put("for", length)
                .put("by", by)
                .put("note", note);
        ObjectNode selector = mark.putObject("selector");
        labels.forEach(selector::put);
        JsonNode made = url.client().post("/api/v1/marks", mark);
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.JSON) {
            out.println(made);
        } else {
            out.println("mark " + made.path("id").asText() + " made; take it back with: hypercare marks remove "
                    + made.path("id").asText());
        }
        out.flush();
        return 0;
    }
}
