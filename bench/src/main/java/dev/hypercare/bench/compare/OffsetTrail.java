package dev.hypercare.bench.compare;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a variant is: the offsets that its group has committed.
 *
 * @param group of the variant
 * @param topic that it reads
 * @param calls how many calls it has to read there
 */
public record OffsetTrail(String group, String topic, long calls) {

    /** Share that is done, 0 to 1. */
    double done(Admin admin) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long sum = 0;
            for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : offsets.entrySet()) {
                if (offset.getKey().topic().equals(topic) && offset.getValue() != null) {
                    sum += offset.getValue().offset();
                }
            }
            return Math.min(1, (double) sum / calls);
        } catch (ExecutionException e) {
            // The group is not there yet.
            return 0;
        }
    }
}
