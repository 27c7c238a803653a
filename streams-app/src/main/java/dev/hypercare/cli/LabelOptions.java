package dev.hypercare.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a question is about: labels of series. */
final class LabelOptions {
    @Option(names = "--api", description = "Name of the API.")
    private @Nullable String api;

    @Option(names = "--route", description = "Route template, such as /v1/orders/{id}.")
    private @Nullable String route;

    @Option(names = "--method", description = "HTTP method.")
    private @Nullable String method;

    @Option(names = "--consumer", description = "Consumer; - for anonymous calls.")
    private @Nullable String consumer;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description =
                    "Any other label of a configured view, such as gateway=edge-1 or model=gpt-4o; may be repeated.")
    private Map<String, String> others = new LinkedHashMap<>();

    /** The labels that were given, by name: those with an option of their own first. */
    Map<String, String> given() {
        Map<String, String> labels = new LinkedHashMap<>();
        put(labels, "api", api);
        put(labels, "route", route);
        put(labels, "method", method);
        put(labels, "consumer", consumer);
        others.forEach(labels::putIfAbsent);
        return labels;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) {
            labels.put(name, value);
        }
    }
}
