package dev.hypercare.deliver.alert;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** Makes transitions of the records of a sink task. */
public final class SinkReader {
    private final SinkTaskContext context;

    public SinkReader(SinkTaskContext context) {
        this.context = context;
    }

    /** The name of a partition in {@link Transition#partition}. */
    public static String place(TopicPartition partition) {
        return partition.toString();
    }

    /** The names of partitions. */
    public static Set<String> places(Collection<TopicPartition> partitions) {
        return partitions.stream().map(SinkReader::place).collect(Collectors.toSet());
    }

    /**
     * Null for what nobody is told of, and for what is no alert and was handed on as a dead letter. Error: {@link DataException} for what
     * is no alert where there is no dead letter queue.
     */
    public @Nullable Transition read(SinkRecord record) {
        if (record.value() == null) {
            return null;
        }
        try {
            DeliveredAlert alert = AlertStruct.read(record.value());
            Long timestamp = record.timestamp();
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            return alert.isTold()
                    ? new Transition(
                            place(partition),
                            record.originalKafkaOffset(),
                            timestamp == null ? alert.at().toEpochMilli() : timestamp,
                            alert,
                            record)
                    : null;
        } catch (DataException e) {
            ErrantRecordReporter reporter = context.errantRecordReporter();
            if (reporter == null) {
                throw e;
            }
            // Connect waits for it before it commits.
            var unused = reporter.report(record, e);
            return null;
        }
    }
}
