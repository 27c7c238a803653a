package dev.hypercare.bench.latency;

import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import dev.hypercare.streams.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what becomes of calls as any consumer would, with {@code read_committed}, and notes when it could. */
final class OutputWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long OFFSETS_EVERY_MILLIS = 20;

    /** What a thread does again and again until the end. */
    private interface Step {
        void take() throws Exception;
    }

    private final Wiring wiring;
    private final String bootstrap;
    private final JourneyBook quiet = new JourneyBook();
    private final AtomicReference<@Nullable JourneyBook> book = new AtomicReference<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final List<Thread> threads;
    private volatile boolean stopping;

    /** @param group the application that reads calls first, as its group is called */
    OutputWatch(Wiring wiring, String bootstrap, String group, Admin admin) {
        this.wiring = wiring;
        this.bootstrap = bootstrap;
        KafkaConsumer<String, byte[]> decisions =
                consumer(List.of(wiring.name(Topics.VERDICTS), wiring.name(Topics.ALERTS)));
        KafkaConsumer<String, byte[]> panes = consumer(List.of(wiring.name(Topics.KPI_PANES)));
        Deserializer<Verdict> verdicts = wiring.serde(Topics.VERDICTS).deserializer();
        Deserializer<Alert> alerts = wiring.serde(Topics.ALERTS).deserializer();
        threads = List.of(
                thread("decisions", () -> decisions(decisions, verdicts, alerts), decisions),
                thread("panes", () -> panes(panes), panes),
                thread("offsets", () -> offsets(admin, group), () -> {}));
        threads.forEach(Thread::start);
    }

    /** From now on what is heard goes to this book; null for nowhere. */
    void tell(@Nullable JourneyBook next) {
        book.set(next);
    }

    /** Error: {@link IllegalStateException} where reading failed. */
    void check() {
        Exception e = failure.get();
        if (e != null) {
            throw new IllegalStateException("what the applications wrote could not be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            for (Thread thread : threads) {
                thread.join(5000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JourneyBook book() {
        JourneyBook now = book.get();
        return now == null ? quiet : now;
    }

    private Thread thread(String name, Step step, AutoCloseable owned) {
        Thread thread = new Thread(
                () -> {
                    try (owned) {
                        while (!stopping) {
                            step.take();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    }
                },
                "watch-" + name);
        thread.setDaemon(true);
        return thread;
    }

    private void decisions(
            KafkaConsumer<String, byte[]> consumer, Deserializer<Verdict> verdicts, Deserializer<Alert> alerts) {
        var records = consumer.poll(POLL);
        long now = System.currentTimeMillis();
        // Verdicts first: of what came at once, an alert follows from its verdict.
        for (ConsumerRecord<String, byte[]> record : records.records(wiring.name(Topics.VERDICTS))) {
            Verdict verdict = verdicts.deserialize(record.topic(), record.value());
            if (verdict != null && verdict.getState() == VerdictState.BREACHED) {
                book().closed(verdict.getSeries(), verdict.getAt().toEpochMilli(), record.timestamp(), now);
            }
        }
        for (ConsumerRecord<String, byte[]> record : records.records(wiring.name(Topics.ALERTS))) {
            Alert alert = alerts.deserialize(record.topic(), record.value());
            if (alert.getState() == AlertState.FIRING) {
                book().alerted(alert.getSeries(), now);
            }
        }
    }

    private void panes(KafkaConsumer<String, byte[]> consumer) {
        var records = consumer.poll(POLL);
        long now = System.currentTimeMillis();
        for (ConsumerRecord<String, byte[]> record : records) {
            int at = record.key().lastIndexOf('@');
            book().stored(
                            record.key().substring(0, at),
                            Instant.parse(record.key().substring(at + 1)).toEpochMilli(),
                            now);
        }
    }

    private void offsets(Admin admin, String group) throws Exception {
        TimeUnit.MILLISECONDS.sleep(OFFSETS_EVERY_MILLIS);
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS);
            long now = System.currentTimeMillis();
            committed.forEach((partition, offset) -> {
                if (offset != null) {
                    book().committed(partition, offset.offset(), now);
                }
            });
        } catch (java.util.concurrent.ExecutionException e) {
            if (!(e.getCause() instanceof KafkaException)) {
                throw e;
            }
        }
    }

    private KafkaConsumer<String, byte[]> consumer(List<String> topics) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "isolation.level", "read_committed",
                        "fetch.max.wait.ms", "100",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> java.util.stream.IntStream.range(0, wiring.partitions())
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        return consumer;
    }
}
