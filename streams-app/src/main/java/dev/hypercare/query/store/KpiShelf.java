package dev.hypercare.query.store;

import dev.hypercare.contract.Stores;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.cluster.KpiForm;
import dev.hypercare.query.cluster.Shelf;
import dev.hypercare.streams.SeriesPartition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** The windows of the stage kpi, one partition at a time, and in which partition a series is. */
final class KpiShelf {
    private static final String VERSION = "version";

    private KpiShelf() {}

    /** @param turns of those that read many series */
    static Shelf<KpiQuestion, KpiPart> of(KafkaStreams kpi, List<List<String>> views, Turns turns) {
        return new Shelf<>(Stores.OPEN_PANES, new KpiForm(), (partition, copy, question, deadline) -> {
            LocalStores stores = LocalStores.of(kpi, partition, copy);
            KpiReader reader = copy ? new CopiedKpis(stores, views) : new KpiStores(stores, views);
            Supplier<KpiPart> read = () -> Reading.of(Stores.OPEN_PANES, () -> {
                KpiPart whole = reader.until(deadline).measure(question);
                stores.check();
                return whole;
            });
            KpiPart part = question.filter().isOne() ? read.get() : turns.take(deadline, read);
            if (copy && !part.known()) {
                throw new NotReadyException("the copy that can be read does not know the series, or not yet");
            }
            return part;
        });
    }

    /**
     * The partition that all series of a filter are in; empty where they may be in several. Versions of one thing are in one place.
     *
     * @param partitions there are
     */
    static OptionalInt partition(SeriesFilter filter, int partitions) {
        Map<String, String> place = new LinkedHashMap<>();
        for (String label : filter.view()) {
            String value = filter.labels().get(label);
            if (!label.equals(VERSION) && value == null) {
                return OptionalInt.empty();
            }
            if (!label.equals(VERSION) && value != null) {
                place.put(label, value);
            }
        }
        Series series = Series.of(List.copyOf(place.keySet()), List.copyOf(place.values()));
        return OptionalInt.of(SeriesPartition.of(series, partitions));
    }
}
