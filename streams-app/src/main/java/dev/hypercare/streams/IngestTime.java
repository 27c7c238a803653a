package dev.hypercare.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Timestamps of records are times of ingest; event time is in the value. Some gateways send a timestamp of -1, for which the
 * newest time seen in the partition stands in, so that nothing is rejected for it.
 */
public final class IngestTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
    }
}
