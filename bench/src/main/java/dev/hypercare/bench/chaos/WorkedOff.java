package dev.hypercare.bench.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Waits until the applications have worked off what is in their topics. */
final class WorkedOff implements AutoCloseable {
    private final Admin admin;

    WorkedOff(ChaosPlace place) {
        admin = Admin.create(Map.of("bootstrap.servers", place.bootstrap()));
    }

    /** Waits for all that was written until now to have come through. Error: {@link IllegalStateException} when it takes longer. */
    void await(long millis) {
        await("ingest", millis);
        // Once for the calls, once for what was made of them.
        await("kpi", millis);
        await("kpi", millis);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }

    private void await(String application, long millis) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        ChaosCluster.await("the topics of " + application, millis, () -> {
            ends.putAll(ends(application));
            return !ends.isEmpty();
        });
        ChaosCluster.await("what waits for " + application, millis, () -> {
            Map<TopicPartition, Long> committed = committed(application);
            return ends.entrySet().stream()
                    .allMatch(end -> committed.getOrDefault(end.getKey(), -1L) >= end.getValue());
        });
    }

    private Map<TopicPartition, Long> ends(String application) {
        Map<TopicPartition, OffsetSpec> topics = new HashMap<>();
        committed(application).keySet().forEach(partition -> topics.put(partition, OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(topics, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(10, TimeUnit.SECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (ExecutionException | TimeoutException e) {
            return Map.of();
        }
    }

    private Map<TopicPartition, Long> committed(String application) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            InstanceNode.APPLICATION + "-" + application)
                    .partitionsToOffsetAndMetadata()
                    .get(10, TimeUnit.SECONDS);
            Map<TopicPartition, Long> offsets = new HashMap<>();
            committed.forEach((partition, offset) -> offsets.put(partition, offset == null ? -1 : offset.offset()));
            return offsets;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } catch (ExecutionException | TimeoutException e) {
            return Map.of();
        }
    }
}
