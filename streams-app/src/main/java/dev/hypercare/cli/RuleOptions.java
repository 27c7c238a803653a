package dev.hypercare.cli;

import dev.hypercare.PipelineConfig;
import dev.hypercare.rules.RulesConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files a command about rules reads, and how it writes what it found. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RuleOptions {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
    private List<Path> files;

    @Option(
            names = "--config",
            description = "Configuration file: the views that KPIs are kept for (default: the default views).")
    private @Nullable Path config;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table (lines for people) or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    List<Path> files() {
        return files;
    }

    boolean json() {
        return output == Output.JSON;
    }

    /** The views of the configuration; the default ones without. */
    List<List<String>> views() {
        return config == null
                ? RulesConfig.defaults().views()
                : PipelineConfig.load(config).kpi().views();
    }
}
