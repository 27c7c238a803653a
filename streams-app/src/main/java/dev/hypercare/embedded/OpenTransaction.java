package dev.hypercare.embedded;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that a partition has no end of: whoever reads what is committed waits before its first record.
 *
 * @param partition that it is open in
 * @param producerId of its producer
 * @param producerEpoch of its newest record there
 * @param coordinatorEpoch of the coordinator that ended a transaction of the producer there last; 0 where none did
 */
record OpenTransaction(TopicPartition partition, long producerId, int producerEpoch, int coordinatorEpoch) {}
