package dev.hypercare.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one API, some a moment, as NGINX logs them, from a producer that waits patiently for a broker that is away. It counts
 * what the broker acknowledged.
 */
final class SteadyLoad implements AutoCloseable {
    static final String API = "steady";
    private static final int PER_STEP = 10;
    private static final long STEP_MILLIS = 50;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final ScheduledExecutorService steps = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private SteadyLoad(String bootstrap, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "enable.idempotence", "true",
                        "delivery.timeout.ms", "600000",
                        "max.block.ms", "600000",
                        "reconnect.backoff.max.ms", "500"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static SteadyLoad start(String bootstrap, String topic) {
        SteadyLoad load = new SteadyLoad(bootstrap, topic);
        load.steps.scheduleWithFixedDelay(load::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
        return load;
    }

    private void step() {
        for (int i = 0; i < PER_STEP; i++) {
            String line = String.format(
                    Locale.ROOT,
                    "{\"msec\":\"%.3f\",\"request_uri\":\"/%s/%d\",\"status\":\"200\",\"request_time\":\"0.010\","
                            + "\"request_method\":\"GET\",\"gateway\":\"edge\"}",
                    System.currentTimeMillis() / 1000.0,
                    API,
                    i);
            producer.send(new ProducerRecord<>(topic, line.getBytes(StandardCharsets.UTF_8)), (metadata, e) -> {
                if (e == null) {
                    acknowledged.incrementAndGet();
                } else {
                    failure.compareAndSet(null, e);
                }
            });
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Stops, waits for the last answers and returns how many calls were acknowledged. Fails if one never was. */
    long finish() throws InterruptedException {
        steps.shutdown();
        if (!steps.awaitTermination(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the load does not end");
        }
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("a call was neither acknowledged nor refused", e);
        }
        return acknowledged.get();
    }

    @Override
    public void close() {
        steps.shutdownNow();
        producer.close(Duration.ZERO);
    }
}
