package dev.hypercare.cli;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.TestAlert;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.streams.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Writes the verdicts of a test alert and watches for what becomes of them. */
final class TestAlertRun implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

    private final ClusterAccess cluster;
    private final Series series;
    private final Severity severity;
    private final LongSupplier clock;
    private final TopicTail<Alert> alerts;
    private final TopicWriter<Verdict> verdicts;

    /**
     * @param api stands in the series of the alert
     * @param clock now, milliseconds since the epoch
     */
    TestAlertRun(ClusterAccess cluster, String api, Severity severity, LongSupplier clock) {
        this.cluster = cluster;
        this.series = Series.of(List.of("api"), List.of(api));
        this.severity = severity;
        this.clock = clock;
        this.verdicts = cluster.writer(Topics.VERDICTS);
        this.alerts = cluster.tail(Topics.ALERTS);
    }

    /** Writes the verdict that fires. */
    void fire() {
        write(TestAlert.fires(Instant.ofEpochMilli(clock.getAsLong())));
    }

    /** Writes the verdict that resolves. */
    void resolve() {
        write(TestAlert.resolves(Instant.ofEpochMilli(clock.getAsLong())));
    }

    /** The alert of this series in a state, when it comes within the time; empty where it does not. */
    Optional<Alert> await(AlertState state, Duration patience) {
        long begin = System.nanoTime();
        Duration left = patience;
        while (!left.isNegative()) {
            for (TopicTail.Message<Alert> message :
                    alerts.poll(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT)) {
                Alert alert = message.value();
                if (alert != null && isOurs(alert) && alert.getState() == state) {
                    return Optional.of(alert);
                }
            }
            left = patience.minusNanos(System.nanoTime() - begin);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        verdicts.close();
        alerts.close();
    }

    private boolean isOurs(Alert alert) {
        return alert.getRule().equals(TestAlert.RULE) && alert.getSeries().equals(series.text());
    }

    private void write(Verdict verdict) {
        try {
            verdicts.write(
                    series.text(),
                    Verdict.newBuilder(verdict)
                            .setSeries(series.text())
                            .setLabels(Map.copyOf(series.labels()))
                            .setSeverity(severity.name())
                            .build());
        } catch (RegistryException e) {
            throw cluster.registryProblem(e);
        }
    }
}
