package dev.hypercare.bench.compare;

import java.util.List;
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

    /** As arguments of a process: group, topic, calls. */
    List<String> toArguments() {
        return List.of(group, topic, Long.toString(calls));
    }

    /** What {@link #toArguments} made, at a position. */
    public static OffsetTrail of(String[] arguments, int from) {
        return new OffsetTrail(arguments[from], arguments[from + 1], Long.parseLong(arguments[from + 2]));
    }

    /** Share that is done, 0 to 1. */
    public double done(Admin admin) throws InterruptedException {
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
