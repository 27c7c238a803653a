package dev.hypercare.streams;

import dev.hypercare.contract.measure.Series;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** In which partition of the merge, and of the topics of KPIs, a series is. */
public final class SeriesPartition {
    private SeriesPartition() {}

    /** The partition that Kafka's own producers would choose for the place of a series as a key. */
    public static int of(Series series, int partitions) {
        return Utils.toPositive(Utils.murmur2(series.place().getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
