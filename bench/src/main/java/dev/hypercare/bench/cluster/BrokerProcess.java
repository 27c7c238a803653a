package dev.hypercare.bench.cluster;

import dev.hypercare.bench.child.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (and controller) in a JVM of its own, on loopback, with a folder of its own that outlives it. Start, kill and
 * stop it as often as needed; its address stays. Not thread-safe.
 */
public final class BrokerProcess implements AutoCloseable {
    /** The heap of a broker that carries a comparison. */
    public static final String LARGE_HEAP = "-Xmx1g";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

    private final BrokerNode node;
    private final Path settings;
    private final String heap;
    private @Nullable ChildJvm child;

    private BrokerProcess(BrokerNode node, Path settings, String heap) {
        this.node = node;
        this.settings = settings;
        this.heap = heap;
    }

    /**
     * Formats the folder of a node if that was not done before; starts nothing yet.
     *
     * @param all all nodes of the cluster, this one among them
     * @param clusterId the same for all nodes, as {@link #newClusterId()} makes it; a folder keeps the one it was formatted with
     * @param heap such as {@value #LARGE_HEAP}
     * @param extra settings of the broker that win over ours
     */
    public static BrokerProcess prepare(
            BrokerNode node, List<BrokerNode> all, String clusterId, String heap, Map<String, String> extra) {
        try {
            Path logs = node.log();
            if (!Files.exists(logs.resolve("meta.properties"))) {
                Files.createDirectories(logs);
                format(node, logs, clusterId);
            }
            Path settings = node.data().resolve("server.properties");
            String text = NodeSettings.of(node, all, extra).entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(settings, text);
            return new BrokerProcess(node, settings, heap);
        } catch (Exception e) {
            throw new IllegalStateException("could not prepare the broker in " + node.data() + ": " + e, e);
        }
    }

    /** The folder with a folder for each partition. */
    Path log() {
        return node.log();
    }

    /** The only node of a cluster, on free ports; started. */
    public static BrokerProcess startAlone(Path data) {
        List<BrokerNode> nodes = BrokerNode.plan(1, data);
        BrokerProcess broker = prepare(nodes.get(0), nodes, newClusterId(), LARGE_HEAP, Map.of());
        broker.start();
        broker.awaitServing(STARTS_WITHIN);
        return broker;
    }

    /** An id for the nodes of a new cluster. */
    public static String newClusterId() {
        return Uuid.randomUuid().toString();
    }

    /** Starts the process and returns at once. Error: {@link IllegalStateException} if it runs. */
    public void start() {
        if (isAlive()) {
            throw new IllegalStateException("broker " + node.id() + " runs already");
        }
        child = ChildJvm.start(
                "broker " + node.id(),
                List.of(heap, "-XX:+UseG1GC"),
                ChildJvm.ownClassPath(),
                "kafka.Kafka",
                List.of(settings.toString()),
                node.data().resolve("broker.log"));
    }

    /** Waits until the cluster serves clients through this node. */
    public void awaitServing(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address(), "client.id", "bench-wait"))) {
            while (true) {
                try {
                    boolean there = admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).stream()
                            .anyMatch(found -> found.id() == node.id());
                    if (there) {
                        return;
                    }
                } catch (ExecutionException | TimeoutException e) {
                    if (!isAlive()) {
                        throw new IllegalStateException(
                                "broker " + node.id() + " ended; its log is "
                                        + node.data().resolve("broker.log"),
                                e);
                    }
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "broker " + node.id() + " does not serve after " + patience.toSeconds() + " s; its log is "
                                    + node.data().resolve("broker.log"));
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for broker " + node.id(), e);
        }
    }

    /** Its address for clients, the same over restarts. */
    public String address() {
        return "127.0.0.1:" + node.port();
    }

    public BrokerNode node() {
        return node;
    }

    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    /** Process id. Error: {@link IllegalStateException} while it does not run. */
    public long pid() {
        if (child == null) {
            throw new IllegalStateException("broker " + node.id() + " was not started");
        }
        return child.pid();
    }

    /** {@code kill -9}; start it again with {@link #start}. */
    public void kill() {
        if (child != null) {
            child.kill();
        }
    }

    /** Stops it in order, so that the next start has nothing to recover. */
    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }

    private static void format(BrokerNode node, Path logs, String clusterId) throws Exception {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(node.id())
                    .setClusterId(clusterId)
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
