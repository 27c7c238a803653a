package dev.hypercare.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who orders a change of rules, from when on, and why. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class OrderOptions {
    @Option(names = "--by", defaultValue = "${sys:user.name}", description = "Who says it (default: ${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--note", description = "Why.")
    private @Nullable String note;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Event time from which on it holds, such as 2026-11-22T10:00:00Z (default: in some 3 seconds).")
    private @Nullable String from;

    /** The options that were given, by their names in requests. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(Map.of("by", by));
        if (note != null) {
            given.put("note", note);
        }
        if (from != null) {
            given.put("from", from);
        }
        return given;
    }
}
