package dev.hypercare.rules;

import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts and ticks go to the partition with the number of the task that tells them, so that all there is in a partition has one
 * order, and a tick follows every verdict of its slice. By their keys alone, verdicts of gateways and of versions would go elsewhere.
 */
final class VerdictPartitions implements StreamPartitioner<String, Verdict> {
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
