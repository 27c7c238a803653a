package dev.hypercare.embedded;

import dev.hypercare.contract.config.InvalidInput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A real Kafka broker and controller in this JVM, whose data outlive it. It listens on one address without encryption or
 * authentication: bind it to the loopback address. A fatal fault of the broker does not halt the JVM; it completes
 * {@link #fault()}.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    /** For transactions that were being ended when the broker was killed. */
    private static final Duration TO_END_TRANSACTIONS = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final String clusterId;
    private final DirectoryLock lock;
    private final ReservedSockets sockets;
    private final CompletableFuture<String> fault = new CompletableFuture<>();
    private final ControllerServer controller;
    private final BrokerServer broker;
    private boolean stopping;

    private EmbeddedBroker(DirectoryLock lock, ReservedSockets sockets, Path logs, String host) throws Exception {
        this.lock = lock;
        this.sockets = sockets;
        bootstrapServers = host + ":" + sockets.brokerPort();
        format(logs);
        KafkaConfig config =
                new KafkaConfig(BrokerSettings.of(logs, host, sockets.brokerPort(), sockets.controllerPort()), false);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> metadata =
                KafkaRaftServer.initializeLogDirs(config, LOG, "[embedded] ");
        clusterId = metadata._1().clusterId().orElseThrow();
        SharedServer shared = new SharedServer(
                config,
                metadata._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(
                        Map.of(BrokerSettings.NODE_ID, new InetSocketAddress("127.0.0.1", sockets.controllerPort()))),
                List.of(),
                this::faultHandler,
                sockets);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), metadata._2());
        broker = new BrokerServer(shared);
        Exit.setHaltProcedure((status, message) -> fail("the broker gave up", message));
        Exit.setExitProcedure((status, message) -> fail("the broker gave up", message));
    }

    /**
     * Starts one, in about two seconds.
     *
     * @param dataDir where its data are; made if missing
     * @param host address to listen on and to tell clients
     * @param port port for clients; 0 takes a free one
     * @return a broker that serves. Error: {@link InvalidInput} where the port or the directory cannot be used
     */
    public static EmbeddedBroker start(Path dataDir, String host, int port) {
        DirectoryLock lock = DirectoryLock.take(dataDir);
        ReservedSockets sockets = null;
        EmbeddedBroker started = null;
        try {
            sockets = ReservedSockets.bind(host, port);
            started = new EmbeddedBroker(lock, sockets, dataDir.resolve("log").toAbsolutePath(), host);
            started.controller.startup();
            started.broker.startup();
            TransactionRepair.run(started.bootstrapServers(), TO_END_TRANSACTIONS);
            return started;
        } catch (Exception e) {
            abandon(started, sockets, lock);
            if (e instanceof InvalidInput invalid) {
                throw invalid;
            }
            throw new IllegalStateException("the embedded broker did not start on " + dataDir + ": " + e, e);
        }
    }

    /** Where clients find it, such as {@code 127.0.0.1:19092}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The id of the cluster, made with the data directory and kept with it. */
    public String clusterId() {
        return clusterId;
    }

    /** Completes, with the reason, when the broker fails for good; what is running then should stop. */
    public CompletableFuture<String> fault() {
        return fault.copy();
    }

    /** Stops it in order: logs are flushed, so that the next start has nothing to recover. */
    @Override
    public synchronized void close() {
        if (!stopping) {
            stopping = true;
            abandon(this, sockets, lock);
        }
    }

    private static void format(Path logs) throws Exception {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logs);
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(logs.toString()))
                    .setMetadataLogDirectory(logs.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    private FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            action.run();
            String text = name + ": " + message + (cause == null ? "" : ": " + cause);
            if (fatal) {
                fail(text, null);
            } else {
                LOG.error("A fault of the broker: {}", text, cause);
            }
            return new IllegalStateException(text, cause);
        };
    }

    private void fail(String what, @Nullable String message) {
        String text = message == null ? what : what + ": " + message;
        if (fault.complete(text)) {
            LOG.error("The embedded broker failed: {}", text);
        }
    }

    private static void abandon(
            @Nullable EmbeddedBroker broker, @Nullable ReservedSockets sockets, DirectoryLock lock) {
        if (broker != null) {
            quietly(broker.broker::shutdown);
            quietly(broker.controller::shutdown);
            quietly(broker.broker::awaitShutdown);
            quietly(broker.controller::awaitShutdown);
            Exit.resetHaltProcedure();
            Exit.resetExitProcedure();
        }
        if (sockets != null) {
            quietly(sockets::close);
        }
        quietly(lock::close);
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("While stopping the broker: {}", e.toString(), e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
