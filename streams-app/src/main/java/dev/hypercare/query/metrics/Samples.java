package dev.hypercare.query.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers of one scrape. */
final class Samples {
    private static final String TOTAL = "_total";

    private final Map<OwnMetric, Map<Labels, Double>> all = new EnumMap<>(OwnMetric.class);

    /**
     * A number. Of two with the same labels the larger one counts: a task that moves between threads is there twice for a moment.
     *
     * @param labels names and values by turns
     */
    void add(OwnMetric metric, double value, String... labels) {
        all.computeIfAbsent(metric, unseen -> new LinkedHashMap<>()).merge(Labels.of(labels), value, Math::max);
    }

    /** As Prometheus' library takes them. */
    MetricSnapshots snapshots() {
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
        all.forEach((metric, values) ->
                snapshots.metricSnapshot(metric.isCounter() ? counter(metric, values) : gauge(metric, values)));
        return snapshots.build();
    }

    private static MetricSnapshot counter(OwnMetric metric, Map<Labels, Double> values) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name(metric.text().substring(0, metric.text().length() - TOTAL.length()))
                .help(metric.help());
        values.forEach((labels, value) -> counter.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
        return counter.build();
    }

    private static MetricSnapshot gauge(OwnMetric metric, Map<Labels, Double> values) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(metric.text()).help(metric.help());
        values.forEach((labels, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return gauge.build();
    }
}
