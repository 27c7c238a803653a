package dev.hypercare.embedded;

import dev.hypercare.embedded.registry.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What a cluster brings in other set-ups: a broker and a schema registry that keeps its schemas in it. */
public final class EmbeddedServices implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;

    private EmbeddedServices(EmbeddedBroker broker, EmbeddedRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both; a port 0 takes a free one. Error: {@link dev.hypercare.contract.config.InvalidInput} where a port or the
     * directory cannot be used.
     */
    public static EmbeddedServices start(Path dataDir, String host, int brokerPort, int registryPort) {
        EmbeddedBroker broker = EmbeddedBroker.start(dataDir.resolve("broker"), host, brokerPort);
        try {
            return new EmbeddedServices(broker, EmbeddedRegistry.start(broker.bootstrapServers(), host, registryPort));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Where clients find the broker. */
    public String bootstrap() {
        return broker.bootstrapServers();
    }

    /** Where clients find the registry. */
    public String registryUrl() {
        return registry.url();
    }

    /** Completes, with the reason, when the broker fails for good. */
    public CompletableFuture<String> fault() {
        return broker.fault();
    }

    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            broker.close();
        }
    }
}
