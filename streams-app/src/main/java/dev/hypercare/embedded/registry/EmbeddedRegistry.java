package dev.hypercare.embedded.registry;

import dev.hypercare.contract.config.InvalidInput;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.kafka.common.KafkaException;

/**
 * A schema registry in this JVM that speaks the REST API of Confluent's and keeps its schemas in a compacted topic, so that ids
 * outlive it. It asks nobody for a password: bind it to the loopback address. One instance for a topic.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    /** The topic that keeps the schemas. */
    public static final String TOPIC = "_schemas";

    private static final long MAX_BODY_BYTES = 4 << 20;

    private final RegistryLog log;
    private final Javalin server;
    private final String url;

    private EmbeddedRegistry(RegistryLog log, Javalin server, String url) {
        this.log = log;
        this.server = server;
        this.url = url;
    }

    /**
     * Starts one over {@link #TOPIC}, which is made if it is missing.
     *
     * @param host address to listen on
     * @param port port to listen on; 0 takes a free one
     * @return a registry that answers. Error: {@link InvalidInput} where the port, Kafka or the topic cannot be used
     */
    public static EmbeddedRegistry start(String bootstrapServers, String host, int port) {
        return start(bootstrapServers, TOPIC, host, port);
    }

    /** As {@link #start(String, String, int)}, over another topic. */
    public static EmbeddedRegistry start(String bootstrapServers, String topic, String host, int port) {
        refuseWhenTaken(host, port);
        SchemaStore store = new SchemaStore();
        RegistryLog log = log(bootstrapServers, topic, store);
        SchemaWriter writer = new SchemaWriter(store, log::append);
        Javalin server = Javalin.create(config -> configure(config, store, writer));
        try {
            server.start(host, port);
            return new EmbeddedRegistry(log, server, "http://" + host + ":" + server.port());
        } catch (JavalinBindException e) {
            log.close();
            throw taken(host, port, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    static void configure(JavalinConfig config, SchemaStore store, SchemaWriter writer) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        new RegistryRoutes(store, writer).addTo(config.routes);
    }

    /** Before anything is started: the server itself would log a failure with a stack trace. */
    private static void refuseWhenTaken(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw taken(host, port, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidInput taken(String host, int port, String reason) {
        return new InvalidInput(
                "the schema registry cannot listen on " + host + ":" + port + ": " + reason,
                "Stop what uses port " + port + " (ss -ltnp | grep " + port
                        + "), or choose another port with --registry-port.");
    }

    private static RegistryLog log(String bootstrapServers, String topic, SchemaStore store) {
        RegistryTopic.prepare(bootstrapServers, topic);
        try {
            return new RegistryLog(bootstrapServers, topic, store::apply);
        } catch (KafkaException e) {
            throw new InvalidInput(
                    "the schema registry cannot read topic " + topic + " at " + bootstrapServers + ": "
                            + e.getMessage(),
                    "Check that Kafka is running there.");
        }
    }

    /** Where clients find it, such as {@code http://127.0.0.1:18081}. */
    public String url() {
        return url;
    }

    /** Stops listening; the schemas stay in the topic. */
    @Override
    public void close() {
        server.stop();
        log.close();
    }
}
