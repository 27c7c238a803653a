package dev.hypercare.bench.chaos;

import dev.hypercare.bench.child.Lifeline;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** One of a few nodes, each broker and controller; its data outlive it. */
final class ChaosBroker {
    private static final int HEAP_MEGABYTES = 384;

    private final int node;
    private final ChaosPlace place;
    private final Path directory;
    private @Nullable ChaosProcess jvm;

    /** @param node from 0 */
    ChaosBroker(int node, ChaosPlace place) {
        this.node = node;
        this.place = place;
        directory = place.directory().resolve("broker-" + node);
    }

    /** Starts it; it serves a little later. */
    void start(long shiftMillis) {
        Path settings = prepare();
        jvm = ChaosProcess.start(
                new ChaosProcess.Spec(
                        "broker-" + node,
                        Lifeline.class.getName(),
                        Lifeline.arguments("kafka.Kafka", List.of(settings.toString())),
                        System.getProperty("java.class.path"),
                        HEAP_MEGABYTES,
                        place.logs(),
                        shiftMillis,
                        false),
                line -> {});
    }

    boolean alive() {
        return jvm != null && jvm.alive();
    }

    void kill() {
        if (jvm != null) {
            jvm.kill();
        }
    }

    private Path prepare() {
        Path log = directory.resolve("log");
        Path file = directory.resolve("server.properties");
        try {
            if (!Files.exists(log.resolve("meta.properties"))) {
                Files.createDirectories(log);
                format(log);
            }
            Files.write(
                    file,
                    settings(log).entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare broker " + node + " in " + directory, e);
        }
    }

    private void format(Path log) throws IOException {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setNodeId(node)
                    .setClusterId(place.clusterId())
                    .setDirectories(List.of(log.toString()))
                    .setMetadataLogDirectory(log.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private Map<String, String> settings(Path log) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(node),
                "log.dirs",
                log.toString(),
                "listeners",
                "PLAINTEXT://127.0.0.1:" + place.brokerPort(node) + ",CONTROLLER://127.0.0.1:"
                        + place.controllerPort(node),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + place.brokerPort(node),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "controller.quorum.voters",
                IntStream.range(0, place.brokers())
                        .mapToObj(id -> id + "@127.0.0.1:" + place.controllerPort(id))
                        .collect(Collectors.joining(","))));
        String replicas = Integer.toString(place.brokers());
        String insync = Integer.toString(Math.max(1, place.brokers() - 1));
        settings.putAll(Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", insync,
                "offsets.topic.replication.factor", replicas,
                "offsets.topic.num.partitions", "3",
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", insync,
                "transaction.state.log.num.partitions", "3",
                "auto.create.topics.enable", "false"));
        settings.putAll(Map.of(
                "broker.session.timeout.ms", "6000",
                "broker.heartbeat.interval.ms", "500",
                "controller.quorum.election.timeout.ms", "1000",
                "controller.quorum.fetch.timeout.ms", "2000",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "log.cleaner.dedupe.buffer.size", "4194304"));
        settings.put("log.index.size.max.bytes", "1048576");
        return settings;
    }
}
