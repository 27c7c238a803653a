package dev.hypercare.streams;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one tick a second to every partition of {@code calls}, each as soon as ingest has committed all that had reached the raw
 * topics at its instant. When normalising lags, ticks wait; when it stands still, so does the time of the pipeline.
 */
public final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    /** What the clock says while there is nothing to tick for. */
    public static final long NO_TIME_YET = Long.MIN_VALUE;

    private static final long EVERY_MILLIS = 1000;
    private static final long LOOK_EVERY_MILLIS = 100;
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<TopicPartition> raw = new ArrayList<>();
    private final List<TopicPartition> calls = new ArrayList<>();
    private final String group;
    private final LongSupplier clock;
    private final BooleanSupplier inCharge;
    private final TickGate<TopicPartition> gate = new TickGate<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ticker");
    private long lastSeen = Long.MIN_VALUE;

    private Ticker(
            ClusterConfig cluster,
            Wiring wiring,
            Collection<Topic<?>> rawTopics,
            String group,
            LongSupplier clock,
            BooleanSupplier inCharge) {
        this.group = group;
        this.clock = clock;
        this.inCharge = inCharge;
        for (int partition = 0; partition < wiring.partitions(); partition++) {
            calls.add(new TopicPartition(wiring.name(Topics.CALLS), partition));
            for (Topic<?> topic : rawTopics) {
                raw.add(new TopicPartition(wiring.name(topic), partition));
            }
        }
        Map<String, Object> client = cluster.client();
        client.put("client.id", group + "-ticker");
        admin = Admin.create(client);
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Starts one.
     *
     * @param rawTopics what ingest reads
     * @param group the application id of ingest
     * @param clock what time it is, milliseconds since the epoch; {@link #NO_TIME_YET} for no tick
     * @param inCharge whether this instance is the one that ticks; of several that are, each writes, which does no harm
     */
    public static Ticker start(
            ClusterConfig cluster,
            Wiring wiring,
            Collection<Topic<?>> rawTopics,
            String group,
            LongSupplier clock,
            BooleanSupplier inCharge) {
        Ticker ticker = new Ticker(cluster, wiring, rawTopics, group, clock, inCharge);
        ticker.thread.setDaemon(true);
        ticker.thread.start();
        return ticker;
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
    }

    private void run() {
        boolean failing = false;
        while (true) {
            try {
                if (stopping.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                if (inCharge.getAsBoolean()) {
                    look();
                }
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (ExecutionException | KafkaException | TimeoutException e) {
                // The log tells it once; the time of the pipeline stands still until it works again.
                if (!failing) {
                    LOG.warn("No ticks at present: {}", e.toString(), e);
                }
                failing = true;
            }
        }
    }

    private void look() throws ExecutionException, InterruptedException, TimeoutException {
        long now = clock.getAsLong();
        if (now == NO_TIME_YET) {
            return;
        }
        if (now - EVERY_MILLIS >= lastSeen) {
            gate.saw(now, offsets(raw, OffsetSpec.latest()));
            lastSeen = now;
        }
        if (gate.waits()) {
            OptionalLong tick = gate.due(done());
            if (tick.isPresent()) {
                write(tick.getAsLong());
            }
        }
    }

    /** How far each raw partition is done: committed, or deleted by the broker before anyone could read it. */
    private Map<TopicPartition, Long> done() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> done = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        done.put(partition, offset.offset());
                    }
                });
        Map<TopicPartition, Long> missing = gate.missing(done);
        if (!missing.isEmpty()) {
            offsets(missing.keySet(), OffsetSpec.earliest())
                    .forEach((partition, start) -> done.merge(partition, start, Math::max));
        }
        return done;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> of, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        of.forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        // What an open transaction holds has not reached anyone yet.
        admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    private void write(long atMillis) throws ExecutionException, InterruptedException, TimeoutException {
        List<Future<?>> sent = new ArrayList<>();
        for (TopicPartition partition : calls) {
            sent.add(producer.send(new ProducerRecord<>(
                    partition.topic(), partition.partition(), null, null, null, Tick.headers(atMillis))));
        }
        for (Future<?> one : sent) {
            one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
