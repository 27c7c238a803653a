package dev.hypercare.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query openapi}: the description of the query API. */
@Command(
        name = "openapi",
        description = "The OpenAPI document of the query API, for generators of clients and tools.",
        footer = {"", "Example:", "  hypercare query openapi --form json > hypercare-api.json"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryOpenapiCommand implements Callable<Integer> {
    @Option(
            names = "--form",
            defaultValue = "yaml",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    /** How it is written. */
    private enum Form {
        yaml,
        json
    }

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println(url.client()
                        .text("/api/v1/openapi." + form, new LinkedHashMap<>())
                        .stripTrailing());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
