package dev.hypercare.bench.cluster;

import dev.hypercare.embedded.registry.EmbeddedRegistry;
import dev.hypercare.schemas.registry.RegistryClient;
import dev.hypercare.schemas.registry.RegistryConfig;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** One broker in a process of its own, and the product's registry over it in this one. */
public final class BenchCluster implements AutoCloseable {
    private final BrokerProcess broker;
    private final EmbeddedRegistry registry;
    private final Admin admin;

    private BenchCluster(BrokerProcess broker, EmbeddedRegistry registry, Admin admin) {
        this.broker = broker;
        this.registry = registry;
        this.admin = admin;
    }

    /** Starts both, in some seconds; what the folder holds of a former life is there again. */
    public static BenchCluster start(Path data) {
        BrokerProcess broker = BrokerProcess.startAlone(data);
        try {
            EmbeddedRegistry registry = EmbeddedRegistry.start(broker.address(), "127.0.0.1", 0);
            return new BenchCluster(broker, registry, Admin.create(Map.of("bootstrap.servers", broker.address())));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    public String bootstrap() {
        return broker.address();
    }

    public String registryUrl() {
        return registry.url();
    }

    /** A client for the registry. */
    public SchemaRegistry registry() {
        return new RegistryClient(RegistryConfig.of(registry.url()));
    }

    public Admin admin() {
        return admin;
    }

    /** Process id of the broker. */
    public long brokerPid() {
        return broker.pid();
    }

    /**
     * Reads a topic's files, so that the operating system has them in memory, as far as they fit, for whoever is measured next:
     * otherwise the first of several pays for reading the disk.
     */
    public void readAhead(String topic) {
        byte[] buffer = new byte[1 << 20];
        try (DirectoryStream<Path> partitions = Files.newDirectoryStream(broker.log(), topic + "-*")) {
            for (Path partition : partitions) {
                try (DirectoryStream<Path> segments = Files.newDirectoryStream(partition, "*.log")) {
                    for (Path segment : segments) {
                        read(segment, buffer);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path file, byte[] buffer) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            while (bytes.read(buffer) >= 0) {
                // only to have read it
            }
        }
    }

    /** Deletes the topics that fit and waits until they are gone. */
    public void deleteTopics(Predicate<String> which) {
        try {
            for (int attempt = 0; attempt < 100; attempt++) {
                List<String> topics =
                        admin.listTopics().names().get().stream().filter(which).toList();
                if (topics.isEmpty()) {
                    return;
                }
                if (attempt == 0) {
                    admin.deleteTopics(topics).all().get();
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            throw new IllegalStateException("the broker did not delete topics of a run within 10 s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not delete topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were deleted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        registry.close();
        broker.close();
    }
}
