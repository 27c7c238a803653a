package dev.hypercare.bench.live;

import dev.hypercare.bench.child.ChildJvm;
import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.bench.latency.LiveMain;
import dev.hypercare.cli.lab.LabAlert;
import dev.hypercare.cli.lab.SimulatedRecord;
import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.serde.AvroSerializer;
import dev.hypercare.streams.Wiring;
import dev.hypercare.testdata.simulate.SimulatedCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The product as people run it, with the shipped rules and every default: a broker, a registry, and the applications in a process of
 * their own, on loopback. Calls go to {@code calls}; alerts are read as any consumer would.
 */
public final class LiveProduct implements TrafficFeed.Sink, AutoCloseable {
    /** As many as {@code hypercare up} has. */
    public static final int PARTITIONS = 4;

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final String NAME = "live";

    private final BenchCluster cluster;
    private final ChildJvm applications;
    private final AlertListener alerts;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AvroSerializer<Call> serializer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private LiveProduct(BenchCluster cluster, ChildJvm applications) {
        this.cluster = cluster;
        this.applications = applications;
        Wiring wiring = new Wiring(NAME + ".", PARTITIONS, cluster.registry(), true);
        topic = wiring.name(Topics.CALLS);
        serializer = new AvroSerializer<>(cluster.registry(), true);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrap(), "linger.ms", "2", "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        alerts = new AlertListener(cluster.bootstrap(), wiring);
    }

    /**
     * Starts it.
     *
     * @param folder takes its data, which {@link #close} leaves, and logs
     */
    public static LiveProduct start(Path folder) {
        BenchCluster cluster = BenchCluster.start(folder.resolve("cluster"));
        ChildJvm applications = null;
        try {
            applications = ChildJvm.start(
                    "the applications",
                    List.of("-Xmx768m", "-XX:+UseSerialGC"),
                    ChildJvm.ownClassPath(),
                    LiveMain.class.getName(),
                    List.of(configuration(folder, cluster).toString()),
                    folder.resolve("applications.log"));
            applications.awaitReady(STARTS_WITHIN);
            return new LiveProduct(cluster, applications);
        } catch (RuntimeException e) {
            if (applications != null) {
                applications.close();
            }
            cluster.close();
            throw e;
        }
    }

    private static Path configuration(Path folder, BenchCluster cluster) {
        String text = """
                application: %s
                state-dir: '%s'
                kafka: {bootstrap: '%s'}
                registry: {url: '%s', auto-register: true}
                topics: {prefix: '%s.', partitions: %d, replication: 1, create: true}
                query: {port: 0}
                """.formatted(
                        NAME, folder.resolve("state"), cluster.bootstrap(), cluster.registryUrl(), NAME, PARTITIONS);
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("hypercare.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration into " + folder, e);
        }
    }

    @Override
    public void take(SimulatedCall call) {
        Call record = SimulatedRecord.call(call);
        // The lab in virtual time spreads calls over partitions so.
        int partition = Math.floorMod(call.requestId().hashCode(), PARTITIONS);
        var unused = producer.send(
                new ProducerRecord<>(topic, partition, null, null, serializer.serialize(topic, record)), (where, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                    }
                });
    }

    /** The alerts that began until now. Error: {@link IllegalStateException} where it does not work. */
    public List<LabAlert> alerts() {
        Exception e = failure.get();
        if (e != null || !applications.isAlive()) {
            throw new IllegalStateException(
                    e == null
                            ? "the applications ended; their log is " + applications.log()
                            : "a call could not be written: " + e.getMessage(),
                    e);
        }
        return alerts.began();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        alerts.close();
        applications.close();
        cluster.close();
    }
}
