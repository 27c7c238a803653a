package dev.hypercare.cli;

import dev.hypercare.Applications;
import dev.hypercare.PipelineConfig;
import dev.hypercare.embedded.EmbeddedServices;
import dev.hypercare.embedded.connect.ConnectorFile;
import dev.hypercare.embedded.connect.EmbeddedConnect;
import dev.hypercare.embedded.connect.WorkerParts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: everything in one process. */
@Command(
        name = "up",
        description = {
            "Runs everything in this process: a Kafka broker, a schema registry, the applications and the query API.",
            "Data are kept in the data directory; Ctrl-C stops it in order (exit code 0)."
        },
        footer = {
            "",
            "Example: run it beside another one",
            "  hypercare up --data /var/tmp/second --broker-port 29092 --registry-port 28081 --query-port 28080",
            "",
            "Example: with a worker of Kafka Connect that listens for what gateways and monitors post",
            "  hypercare up --connect --connector deploy/connectors/http-receiver-local.json"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class UpCommand implements Callable<Integer> {
    @Option(names = "--data", defaultValue = ".hypercare", description = "Data directory (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address of broker and registry (default: ${DEFAULT-VALUE}). They know no passwords.")
    private String host;

    @Option(
            names = "--broker-port",
            defaultValue = "19092",
            description = "Port of the broker (default: ${DEFAULT-VALUE}); 0 takes a free one.")
    private int brokerPort;

    @Option(
            names = "--registry-port",
            defaultValue = "18081",
            description = "Port of the schema registry (default: ${DEFAULT-VALUE}); 0 takes a free one.")
    private int registryPort;

    @Option(
            names = "--query-port",
            description =
                    "Port of the query API (default: query.port of the configuration, 18080); 0 takes a free one.")
    private @Nullable Integer queryPort;

    @Option(names = "--config", description = "Configuration file; its sections kafka and registry are not used.")
    private @Nullable Path config;

    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path log = LogFile.in(data);
        PipelineConfig loaded = PipelineConfig.loadEmbedded(config).withQueryPort(queryPort);
        WorkerParts parts = connect.parts();
        List<ConnectorFile> connectors = connect.connectors();
        Ending ending = Ending.onSignals();
        say("starting", data.toAbsolutePath().normalize().toString());
        try (EmbeddedServices services = EmbeddedServices.start(data, host, brokerPort, registryPort)) {
            say("broker", services.bootstrap());
            say("registry", services.registryUrl());
            PipelineConfig used = loaded.embedded(services.bootstrap(), services.registryUrl(), data);
            try (EmbeddedConnect worker = connect.start(parts, data, services.bootstrap());
                    Applications applications =
                            Applications.start(used, System::currentTimeMillis, Explanations::new)) {
                new Instance(
                                services.bootstrap(),
                                services.registryUrl(),
                                applications.queryUrl(),
                                ProcessHandle.current().pid())
                        .write(data);
                Waiting.until(applications, ending, spec.commandLine().getErr());
                if (worker != null) {
                    ConnectStart.of(worker, connectors, ending, this::say);
                }
                say("applications", String.join(", ", used.apps()));
                say("query API", applications.queryUrl());
                say("console", applications.queryUrl() + "/console/");
                say("log", log.toString());
                say("ready", "Ctrl-C stops it in order");
                return ending.await(
                        spec.commandLine(),
                        log,
                        applications.failure(),
                        services.fault(),
                        worker == null ? new CompletableFuture<>() : worker.fault());
            } finally {
                Instance.forget(data);
            }
        } finally {
            ending.done();
        }
    }

    private void say(String what, String where) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-13s %s%n", what, where);
        out.flush();
    }
}
