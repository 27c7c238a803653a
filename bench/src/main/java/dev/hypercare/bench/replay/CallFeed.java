package dev.hypercare.bench.replay;

import dev.hypercare.bench.cluster.BenchCluster;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroSerializer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes a {@link CallScript} to {@code calls}, at a steady pace of calls, in a thread of its own. */
final class CallFeed implements AutoCloseable {
    private final ReplayOptions options;
    private final BenchCluster cluster;
    private final double perSecond;
    private long calls;
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "feed");
    private volatile boolean stopping;

    /** Makes the topic. */
    CallFeed(ReplayOptions options, BenchCluster cluster) {
        this.options = options;
        this.cluster = cluster;
        this.perSecond = options.callsPerSecond();
        thread.setDaemon(true);
        NewTopic topic = new NewTopic(ReplayOptions.topic("calls"), options.partitions(), (short) 1)
                .configs(Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
        try {
            cluster.admin().createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not make the topic of calls: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topic of calls was made", e);
        }
    }

    void start() {
        thread.start();
    }

    /** How many records were written, ticks included. */
    long written() {
        return written.get();
    }

    /** Whether all is written. Error: {@link IllegalStateException} where a record was refused. */
    boolean done() {
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("the log could not be written: " + e.getMessage(), e);
        }
        return thread.getState() == Thread.State.TERMINATED;
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
    }

    private void run() {
        SchemaRegistry registry = cluster.registry();
        String topic = ReplayOptions.topic("calls");
        long begin = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", cluster.bootstrap(), "linger.ms", "10", "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                AvroSerializer<Call> serializer = new AvroSerializer<>(registry, true)) {
            new CallScript(options, call -> serializer.serialize(topic, call)).play(record -> {
                if (record.value() != null) {
                    pace(begin);
                    calls++;
                }
                written.incrementAndGet();
                var unused = producer.send(
                        new ProducerRecord<>(
                                topic, record.partition(), record.timestamp(), null, record.value(), record.headers()),
                        (where, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
            });
            producer.flush();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void pace(long begin) {
        if (stopping) {
            throw new IllegalStateException("stopped");
        }
        long due = begin + Math.round(calls * 1e9 / perSecond);
        long left = due - System.nanoTime();
        if (left > 5_000_000) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException("stopped", e);
            }
        }
    }
}
