package dev.hypercare.cli;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.config.InvalidInput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the applications, all or some, on a cluster of the user's. */
@Command(
        name = "run",
        description = {
            "Runs the applications, all or some, against your Kafka cluster and your schema registry.",
            "Ctrl-C or SIGTERM stops them in order (exit code 0)."
        },
        footer = {
            "",
            "Example: the hot path alone in this process",
            "  hypercare run --config hypercare.yaml --apps kpi"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class RunCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, description = "Configuration file.")
    private Path config;

    @Option(
            names = "--apps",
            split = ",",
            description = "Applications to run: ingest, kpi, watch (default: apps of the configuration).")
    private @Nullable List<String> apps;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PipelineConfig loaded = PipelineConfig.load(config);
        PipelineConfig used = apps == null ? loaded : loaded.only(known(apps));
        Path log = LogFile.in(used.runner().stateDir());
        Ending ending = Ending.onSignals();
        PrintWriter out = spec.commandLine().getOut();
        try (Applications applications = Applications.start(used, System::currentTimeMillis, Explanations::new)) {
            Waiting.until(applications, ending, spec.commandLine().getErr());
            out.println("running " + String.join(", ", used.apps()) + " on "
                    + used.kafka().bootstrap());
            out.println("query API " + applications.queryUrl());
            out.println("console " + applications.queryUrl() + "/console/");
            out.println("log " + log);
            out.flush();
            return ending.await(spec.commandLine(), log, applications.failure());
        } finally {
            ending.done();
        }
    }

    private static List<String> known(List<String> given) {
        for (String app : given) {
            if (!PipelineConfig.APPS.contains(app)) {
                throw new InvalidInput(
                        "--apps " + app + " (expected: some of " + String.join(", ", PipelineConfig.APPS) + ")",
                        "Name applications with commas, such as --apps kpi,watch.");
            }
        }
        return PipelineConfig.APPS.stream().filter(given::contains).toList();
    }
}
