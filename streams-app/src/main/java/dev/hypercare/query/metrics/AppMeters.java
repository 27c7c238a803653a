package dev.hypercare.query.metrics;

import dev.hypercare.query.AlertReader;
import dev.hypercare.query.AppReader;
import dev.hypercare.query.FlowReader;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.Meters;
import dev.hypercare.query.MetricsConfig;
import dev.hypercare.query.StageReader;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of this process. What is ours is read when somebody asks, by the thread that asks: stream threads only write numbers down, and
 * wait for nobody.
 */
public final class AppMeters implements Meters {
    private static final Logger LOG = LoggerFactory.getLogger(AppMeters.class);
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final HealthSamples health;
    private final KpiSamples kpis;

    /**
     * Begins to count.
     *
     * @param alerts those of this process, not of the others
     * @param windows the KPIs of this process, not of the others
     * @param nanoTime time that passes, nanoseconds
     */
    public AppMeters(
            AppReader apps,
            FlowReader flow,
            StageReader stages,
            AlertReader alerts,
            KpiReader windows,
            MetricsConfig config,
            LongSupplier nanoTime) {
        this.health = new HealthSamples(apps, flow, stages, alerts);
        this.kpis = new KpiSamples(windows, config, nanoTime);
        bind(new ClassLoaderMetrics());
        bind(new JvmMemoryMetrics());
        bind(new JvmGcMetrics());
        bind(new JvmThreadMetrics());
        bind(new ProcessorMetrics());
        bind(new FileDescriptorMetrics());
        bind(new UptimeMetrics());
        registry.getPrometheusRegistry().register((MultiCollector) this::collect);
    }

    /** Adds the numbers of something else; it is closed with this where it can be. */
    public void bind(MeterBinder binder) {
        binder.bindTo(registry);
        if (binder instanceof AutoCloseable closeable) {
            opened.add(closeable);
        }
    }

    private MetricSnapshots collect() {
        Samples samples = new Samples();
        health.addTo(samples);
        kpis.addTo(samples);
        return samples.snapshots();
    }

    @Override
    public String text(boolean openMetrics) {
        return registry.scrape(openMetrics ? OPEN_METRICS : TEXT);
    }

    @Override
    public void answered(String route, int status, long nanos) {
        Timer.builder(OwnMetric.QUERY_DURATION)
                .description("How long questions took, by route and status of HTTP.")
                .serviceLevelObjectives(BUCKETS)
                .tag("route", route.isEmpty() ? "other" : route)
                .tag("status", String.valueOf(status))
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    @Override
    public void close() {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.warn("a meter could not be closed", e);
            }
        }
        registry.close();
    }
}
