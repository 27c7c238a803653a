package dev.hypercare.bench.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares what two runs wrote to a topic; records of both come in any interleaving, those of each partition in their order. */
interface OutputComparison {
    /** A record of the run that is taken for right. */
    void expected(ConsumerRecord<byte[], byte[]> record);

    /** A record of the other run. */
    void found(ConsumerRecord<byte[], byte[]> record);

    /** Ends the comparison. */
    TopicResult result();
}
