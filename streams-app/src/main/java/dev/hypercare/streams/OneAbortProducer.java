package dev.hypercare.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer that begins no transaction after one was aborted. All tasks of a thread share one transaction. Where Kafka Streams 4.3.1
 * closes a corrupted task while a rebalance is in progress, it aborts the transaction without having committed the other tasks and
 * without closing them ({@code TaskManager.handleCorruption}): their state goes on with what was aborted, and what they had written is
 * lost. Told that the producer is fenced, it closes all tasks of the thread and starts them from what is committed, with a new one.
 */
final class OneAbortProducer extends KafkaProducer<byte[], byte[]> {
    private volatile boolean aborted;

    OneAbortProducer(Map<String, Object> config) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void abortTransaction() {
        aborted = true;
        super.abortTransaction();
    }

    @Override
    public void beginTransaction() {
        if (aborted) {
            throw new ProducerFencedException(
                    "a transaction of this producer was aborted: its tasks start anew from what is committed");
        }
        super.beginTransaction();
    }
}
