package dev.hypercare.rules;

import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.Tick;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Tells the stage that reads {@code verdicts} how far event time has come: after the verdicts of a slice a tick, in the partition that
 * the verdicts of this task go to. Of a silence that comes as one slice there is one tick, so how many there are is not part of what is
 * decided.
 */
final class TimeProcessor implements Processor<String, ClosedSlice, String, Verdict> {
    private @Nullable ProcessorContext<String, Verdict> context;

    @Override
    public void init(ProcessorContext<String, Verdict> processorContext) {
        context = processorContext;
    }

    @Override
    @SuppressWarnings("NullAway") // A tick is a record without a value.
    public void process(Record<String, ClosedSlice> record) {
        ProcessorContext<String, Verdict> to = Objects.requireNonNull(context, "init comes first");
        String key = VerdictPartitions.tick(to.taskId().partition());
        long end = record.value().endMillis();
        to.forward(new Record<>(key, null, record.timestamp(), Tick.headers(end)));
    }

    /**
     * Verdicts and ticks go to the partition with the number of the task that tells them, so that all there is in a partition has one
     * order, and a tick follows every verdict of its slice. By their keys alone, verdicts of gateways and of versions would go elsewhere.
     */
    static final class VerdictPartitions implements StreamPartitioner<String, Verdict> {
        private static final String TICK = "tick-";

        /** The key of the ticks of a task. */
        static String tick(int task) {
            return TICK + task;
        }

        @Override
        public Optional<Set<Integer>> partitions(
                String topic, String key, @Nullable Verdict verdict, int numberOfPartitions) {
            return Optional.of(Set.of(
                    verdict == null && key.startsWith(TICK)
                            ? Integer.parseInt(key.substring(TICK.length())) % numberOfPartitions
                            : of(new Series(key), numberOfPartitions)));
        }

        private static int of(Series series, int partitions) {
            Map<String, String> labels = series.labels();
            String source = labels.get(Telemetry.SOURCE);
            if (source == null) {
                return Utils.toPositive(Utils.murmur2(series.place().getBytes(StandardCharsets.UTF_8))) % partitions;
            }
            return source.equals(Telemetry.ALL) ? 0 : Integer.parseInt(source) % partitions;
        }
    }
}
