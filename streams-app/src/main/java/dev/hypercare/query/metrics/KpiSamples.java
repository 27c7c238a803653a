package dev.hypercare.query.metrics;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.LatencyHistogram;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.ApiProblem;
import dev.hypercare.query.Deadline;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiPart.SeriesWindows;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.MetricsConfig;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The KPIs of the newest closed window, of the series that this process keeps: each series is kept by one process, so that of all of them
 * each is told once. They are read again when a pane may have closed, whoever scrapes how often.
 */
final class KpiSamples {
    private static final Logger LOG = LoggerFactory.getLogger(KpiSamples.class);
    private static final String OTHER = "{other}";
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int NAMED = 5;
    private static final Map<String, Double> QUANTILES = Map.of("0.5", 50.0, "0.95", 95.0, "0.99", 99.0);
    private static final double MICROS = 1e6;

    private final KpiReader reader;
    private final MetricsConfig config;
    private final LongSupplier nanoTime;
    private final Set<List<String>> told = new HashSet<>();
    private List<Sample> last = List.of();
    private boolean any;
    private long readAt;

    /** A number with its labels: names and values by turns. */
    private record Sample(OwnMetric metric, double value, List<String> labels) {}

    /** A series with what was counted of it. */
    private record Counted(String series, Kpis kpis) {}

    /**
     * @param reader of the windows of this process
     * @param nanoTime time that passes, nanoseconds
     */
    KpiSamples(KpiReader reader, MetricsConfig config, LongSupplier nanoTime) {
        this.reader = reader;
        this.config = config;
        this.nanoTime = nanoTime;
    }

    /** One reads at a time; the others wait for what it finds. */
    synchronized void addTo(Samples samples) {
        long now = nanoTime.getAsLong();
        if (!any || now - readAt >= FRESH_NANOS) {
            List<Sample> fresh = new ArrayList<>();
            config.kpis().forEach(view -> read(view, fresh));
            last = fresh;
            any = true;
            readAt = now;
        }
        last.forEach(sample -> samples.add(sample.metric, sample.value, sample.labels.toArray(new String[0])));
    }

    private void read(List<String> view, List<Sample> to) {
        String name = String.join(",", view);
        List<String> ofView = List.of("view", name);
        try {
            List<Sample> found = new ArrayList<>();
            OptionalLong closed = reader.closedUpTo();
            if (closed.isPresent()) {
                long end = closed.getAsLong();
                long start = end - config.window().toMillis();
                SeriesFilter all = new SeriesFilter(view, Map.of());
                KpiPart part = reader.until(Deadline.within(LONGEST))
                        .measure(new KpiQuestion(all, start, end, null, Integer.MAX_VALUE, true));
                tell(view, part, found);
                found.add(new Sample(OwnMetric.KPI_WINDOW_END, end / 1000.0, ofView));
            }
            to.addAll(found);
            to.add(new Sample(OwnMetric.KPI_READABLE, 1, ofView));
        } catch (NotReadyException | ApiProblem e) {
            LOG.debug("KPIs of {} are not told", name, e);
            to.add(new Sample(OwnMetric.KPI_READABLE, 0, ofView));
        }
    }

    /** Those with the most calls by name, the others as one. */
    private void tell(List<String> view, KpiPart part, List<Sample> to) {
        List<Counted> series = new ArrayList<>();
        for (SeriesWindows each : part.series()) {
            Kpis sum = new Kpis();
            for (Window window : each.windows()) {
                sum.merge(window.kpis());
            }
            series.add(new Counted(each.series(), sum));
        }
        series.sort(Comparator.comparingLong((Counted one) -> one.kpis.calls())
                .reversed()
                .thenComparing(Counted::series));
        int shown = Math.min(series.size(), config.maxSeries());
        String name = String.join(",", view);
        for (Counted one : series.subList(0, shown)) {
            List<String> labels = new ArrayList<>(List.of("view", name));
            new Series(one.series).labels().forEach((label, value) -> labels.addAll(List.of(label, value)));
            tell(one.kpis, labels, to);
        }
        List<Counted> left = series.subList(shown, series.size());
        if (!left.isEmpty()) {
            Kpis rest = new Kpis();
            left.forEach(one -> rest.merge(one.kpis));
            List<String> labels = new ArrayList<>(List.of("view", name));
            view.forEach(label -> labels.addAll(List.of(label, OTHER)));
            tell(rest, labels, to);
            warn(view, left);
        }
        to.add(new Sample(OwnMetric.KPI_SERIES, series.size(), List.of("view", name)));
        to.add(new Sample(OwnMetric.KPI_SERIES_LEFT_OUT, left.size(), List.of("view", name)));
    }

    private void warn(List<String> view, List<Counted> left) {
        if (told.add(view)) {
            LOG.warn(
                    "/metrics: the view {} has more series than query.metrics.max-series ({}); {} are told as {}, such as {}",
                    String.join(",", view),
                    config.maxSeries(),
                    left.size(),
                    OTHER,
                    left.stream().limit(NAMED).map(Counted::series).toList());
        }
    }

    private void tell(Kpis kpis, List<String> labels, List<Sample> to) {
        double seconds = config.window().toMillis() / 1000.0;
        to.add(new Sample(OwnMetric.KPI_CALLS, kpis.calls() / seconds, labels));
        if (kpis.calls() > 0) {
            to.add(new Sample(OwnMetric.KPI_FAILED, (double) kpis.failed() / kpis.calls(), labels));
            to.add(new Sample(OwnMetric.KPI_CLIENT_ERRORS, (double) kpis.clientErrors() / kpis.calls(), labels));
        }
        quantiles(OwnMetric.KPI_LATENCY, kpis.latency(), labels, to);
        quantiles(OwnMetric.KPI_UPSTREAM_LATENCY, kpis.upstreamLatency(), labels, to);
        to.add(new Sample(OwnMetric.KPI_REQUEST_BYTES, kpis.requestBytes() / seconds, labels));
        to.add(new Sample(OwnMetric.KPI_RESPONSE_BYTES, kpis.responseBytes() / seconds, labels));
        if (kpis.aiCalls() > 0) {
            to.add(new Sample(OwnMetric.KPI_TOKENS, kpis.tokensIn() / seconds, with(labels, "direction", "in")));
            to.add(new Sample(OwnMetric.KPI_TOKENS, kpis.tokensOut() / seconds, with(labels, "direction", "out")));
            to.add(new Sample(OwnMetric.KPI_USAGE_MISSING, (double) kpis.usageMissing() / kpis.aiCalls(), labels));
            to.add(new Sample(OwnMetric.KPI_COST, kpis.costMicros() / MICROS / seconds, labels));
        }
    }

    private static void quantiles(OwnMetric metric, LatencyHistogram histogram, List<String> labels, List<Sample> to) {
        if (histogram.count() > 0) {
            QUANTILES.forEach((name, percent) ->
                    to.add(new Sample(metric, histogram.percentile(percent) / MICROS, with(labels, "quantile", name))));
        }
    }

    private static List<String> with(List<String> labels, String name, String value) {
        List<String> all = new ArrayList<>(labels);
        all.addAll(List.of(name, value));
        return all;
    }
}
