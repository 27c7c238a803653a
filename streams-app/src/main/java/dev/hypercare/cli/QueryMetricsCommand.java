package dev.hypercare.cli;

import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code query metrics}: the numbers of an instance about itself, as Prometheus reads them. */
@Command(
        name = "metrics",
        description = "The numbers of an instance about itself, in the text format of Prometheus.",
        footer = {"", "Example: only those of its own", "  hypercare query metrics --prefix hypercare_"})
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class QueryMetricsCommand implements Callable<Integer> {
    private static final String ABOUT = "# (HELP|TYPE) ";

    @Option(names = "--prefix", defaultValue = "", description = "Only those whose name begins with it.")
    private String prefix;

    @Mixin
    private UrlOptions url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        url.client()
                .text("/metrics", new LinkedHashMap<>())
                .lines()
                .filter(line -> line.replaceFirst(ABOUT, "").startsWith(prefix))
                .forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
