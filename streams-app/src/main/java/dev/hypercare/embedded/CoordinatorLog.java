package dev.hypercare.embedded;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;

/**
 * How transactions were to end, as their coordinator wrote it down before it began to end them. Asked later, the coordinator tells only where
 * the newest transaction of a producer stands. Of a log that was compacted some ends are not known.
 */
final class CoordinatorLog {
    static final String TOPIC = "__transaction_state";

    private static final Duration POLL = Duration.ofSeconds(1);
    /** From it on each transaction of a producer has an epoch of its own, and its end the next one. */
    private static final int EPOCH_FOR_EACH = 2;

    /** The end of a transaction: the epoch of its records, and whether it is committed. */
    private record PlannedEnd(int epoch, boolean commit) {}

    private final Map<Long, List<PlannedEnd>> ends = new HashMap<>();

    /**
     * Reads all of it.
     *
     * @param address host and port of the only broker
     */
    static CoordinatorLog read(String address) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "client.id", "hypercare-transactions");
        CoordinatorLog log = new CoordinatorLog();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(found -> new TopicPartition(TOPIC, found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> upTo = consumer.endOffsets(partitions);
            while (upTo.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                    if (found.value() != null) {
                        log.take(ByteBuffer.wrap(found.value()));
                    }
                }
            }
        }
        return log;
    }

    /** The next value of the log. */
    void take(ByteBuffer bytes) {
        short layout = bytes.getShort();
        TransactionLogValue value = new TransactionLogValue(new ByteBufferAccessor(bytes), layout);
        TransactionState state = TransactionState.fromId(value.transactionStatus());
        boolean commit = state == TransactionState.PREPARE_COMMIT || state == TransactionState.COMPLETE_COMMIT;
        if (commit || state == TransactionState.PREPARE_ABORT || state == TransactionState.COMPLETE_ABORT) {
            int epoch = value.clientTransactionVersion() >= EPOCH_FOR_EACH
                    ? value.producerEpoch() - 1
                    : value.producerEpoch();
            ends.computeIfAbsent(value.producerId(), id -> new ArrayList<>()).add(new PlannedEnd(epoch, commit));
        }
    }

    /** Whether a transaction that is over was to be committed; empty where the log does not say so any more. */
    Optional<Boolean> committed(OpenTransaction open) {
        Boolean own = null;
        for (PlannedEnd end : ends.getOrDefault(open.producerId(), List.of())) {
            if (end.epoch() == open.producerEpoch()) {
                own = end.commit(); // of older producers, several have the same epoch: the last one is open
            } else if (end.epoch() > open.producerEpoch() && own == null) {
                own = end.commit(); // a producer that was fenced is ended with an epoch further on
                break;
            }
        }
        return Optional.ofNullable(own);
    }
}
