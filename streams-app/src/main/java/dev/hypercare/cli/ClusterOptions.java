package dev.hypercare.cli;

import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.RegistryAccess;
import dev.hypercare.streams.Wiring;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster: that of a configuration file, else of the instance on this machine; single values named apart. */
@SuppressWarnings("NullAway.Init") // picocli sets the options
final class ClusterOptions {
    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "A broker of the cluster.")
    private @Nullable String bootstrap;

    @Option(names = "--registry", paramLabel = "URL", description = "The schema registry.")
    private @Nullable String registry;

    @Option(names = "--prefix", description = "What topic names begin with (default: hypercare.).")
    private @Nullable String prefix;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file: cluster, registry, their secrets.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            defaultValue = ".hypercare",
            description = "Data directory of a running `hypercare up` (default: ${DEFAULT-VALUE}).")
    private Path data;

    /** The configuration file; the defaults without. Error: {@link InvalidInput} where it cannot be used. */
    PipelineConfig config() {
        return PipelineConfig.load(config);
    }

    /** Error: {@link InvalidInput} for a configuration or an address that cannot be used. */
    ClusterAccess cluster() {
        PipelineConfig given = PipelineConfig.load(config);
        Optional<Instance> instance = config == null ? Instance.find(data) : Optional.empty();
        ClusterConfig kafka = given.kafka();
        RegistryAccess access = given.registry();
        if (instance.isPresent()) {
            kafka = kafka.at(instance.get().bootstrap());
            access = access.embedded(instance.get().registry());
        }
        if (bootstrap != null) {
            kafka = kafka.at(bootstrap);
        }
        if (registry != null) {
            access = new RegistryAccess(registry, access.autoRegister(), access.properties());
        }
        try {
            String named = prefix != null ? prefix : given.topics().prefix();
            return new ClusterAccess(
                    kafka, new Wiring(named, 1, access.connect(), access.autoRegister()), access.url());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    "--registry: " + access.url() + ": " + e.getMessage(), "Name it like http://127.0.0.1:18081.");
        }
    }
}
