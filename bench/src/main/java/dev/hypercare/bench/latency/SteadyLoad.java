package dev.hypercare.bench.latency;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Calls that complete now, at a steady rate, from all gateways to all partitions; some begin a breach. */
final class SteadyLoad implements AutoCloseable {
    private static final long STEP_NANOS = 5_000_000;

    private final LatencySettings settings;
    private final CallTemplates templates;
    private final String[] names;
    private final String topic;
    private final int perSecond;
    private final KafkaProducer<byte[], byte[]> producer;
    private final SplittableRandom random = new SplittableRandom(5);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean stopping;
    private volatile @Nullable Breaches breaches;
    private volatile long sent;

    /**
     * Which series begin to fail, and where that is noted.
     *
     * @param until nothing new fails from this instant on
     */
    record Breaches(BreachPlan plan, JourneyBook book, long until) {}

    /** @param names of the series, as the product has them */
    SteadyLoad(
            LatencySettings settings,
            CallTemplates templates,
            String[] names,
            String bootstrap,
            String topic,
            int perSecond) {
        this.settings = settings;
        this.templates = templates;
        this.names = names.clone();
        this.topic = topic;
        this.perSecond = perSecond;
        producer = new KafkaProducer<>(
                java.util.Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "compression.type", "lz4",
                        "linger.ms", "5",
                        "batch.size", "65536"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on series fail as planned. */
    void fail(Breaches planned) {
        breaches = planned;
    }

    /** How many calls were sent so far. */
    long sent() {
        return sent;
    }

    /** Error: {@link IllegalStateException} where a call was refused. */
    void check() {
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("the broker refused a call: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(java.time.Duration.ofSeconds(10));
    }

    private void run() {
        long begin = System.nanoTime();
        long done = 0;
        long count = 0;
        try {
            while (!stopping) {
                TimeUnit.NANOSECONDS.sleep(STEP_NANOS);
                long due = (System.nanoTime() - begin) / 1000 * perSecond / 1_000_000;
                // After a standstill of more than a second it goes on from now: it is a load, not a backlog.
                done = Math.max(done, due - perSecond);
                for (; done < due; done++) {
                    send(System.currentTimeMillis());
                    count++;
                }
                sent = count;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(long now) {
        int series = random.nextInt(names.length);
        int gateway = random.nextInt(CallTemplates.GATEWAYS);
        int partition = random.nextInt(settings.partitions());
        Breaches planned = breaches;
        BreachPlan.Fate fate = planned == null ? BreachPlan.Fate.FINE : planned.plan.next(series, now);
        byte[] value = templates.value(series, gateway, fate != BreachPlan.Fate.FINE, now);
        Journey journey = planned != null && fate == BreachPlan.Fate.FIRST_FAILURE && now < planned.until
                ? planned.book.begin(names[series], now)
                : null;
        var unused = producer.send(new ProducerRecord<>(topic, partition, null, value), (where, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            } else if (journey != null && planned != null) {
                planned.book.acknowledged(
                        journey,
                        new TopicPartition(where.topic(), where.partition()),
                        where.offset(),
                        System.currentTimeMillis());
            }
        });
    }
}
