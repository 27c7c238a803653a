package dev.hypercare.query.metrics;

import dev.hypercare.contract.Severity;
import dev.hypercare.query.AlertReader;
import dev.hypercare.query.AppReader;
import dev.hypercare.query.FlowReader;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.StageReader;
import dev.hypercare.query.StageReader.StageFigure;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this process is: its applications, what waits, what its tasks count, the alerts it keeps.
 *
 * @param alerts those of this process, not of the others
 */
record HealthSamples(AppReader apps, FlowReader flow, StageReader stages, AlertReader alerts) {
    private static final String TASK = "task";
    private static final double MILLIS = 1000;
    private static final List<AlertState> ACTIVE =
            List.of(AlertState.PENDING, AlertState.FIRING, AlertState.FLAPPING, AlertState.UNKNOWN);

    private record Of(String app, String topic) {}

    void addTo(Samples samples) {
        apps.apps().forEach(app -> samples.add(OwnMetric.APP_RUNNING, app.running() ? 1 : 0, "app", app.name()));
        Map<Of, Long> lags = new LinkedHashMap<>();
        flow.lags().forEach(lag -> {
            Long records = lag.records();
            lags.merge(new Of(lag.app(), lag.topic()), records == null ? 0 : records, Long::sum);
        });
        lags.forEach((of, records) -> samples.add(OwnMetric.INPUT_LAG, records, "app", of.app(), "topic", of.topic()));
        stages.figures().forEach(figure -> add(figure, samples));
        alerts(samples);
    }

    private static void add(StageFigure figure, Samples to) {
        if (figure.name().equals("dead-letters-total")) {
            to.add(OwnMetric.DEAD_LETTERS, figure.value(), "stage", figure.stage(), TASK, figure.task());
            return;
        }
        OwnMetric metric = metric(figure);
        if (metric != null) {
            boolean instant = metric == OwnMetric.WATERMARK || metric == OwnMetric.CLOSED;
            to.add(metric, instant ? figure.value() / MILLIS : figure.value(), TASK, figure.task());
        }
    }

    private static @Nullable OwnMetric metric(StageFigure figure) {
        return switch (figure.stage() + "/" + figure.name()) {
            case "kpi/calls-total" -> OwnMetric.CALLS;
            case "kpi/late-calls-total" -> OwnMetric.LATE_CALLS;
            case "kpi/too-late-calls-total" -> OwnMetric.TOO_LATE_CALLS;
            case "kpi/duplicate-calls-total" -> OwnMetric.DUPLICATE_CALLS;
            case "kpi/watermark" -> OwnMetric.WATERMARK;
            case "kpi/closed-up-to" -> OwnMetric.CLOSED;
            case "kpi/open-panes" -> OwnMetric.OPEN_PANES;
            case "kpi/open-series" -> OwnMetric.OPEN_SERIES;
            case "normalise/overflowed-calls-total" -> OwnMetric.OVERFLOWED_CALLS;
            case "patterns/patterns" -> OwnMetric.PATTERNS;
            default -> null;
        };
    }

    /** Also those of which there are none, so that their end is seen. */
    private void alerts(Samples samples) {
        List<Alert> active = new ArrayList<>();
        try {
            active.addAll(alerts.active());
        } catch (NotReadyException e) {
            return; // their task is elsewhere, or on its way
        }
        for (AlertState state : ACTIVE) {
            for (Severity severity : Severity.values()) {
                long count = active.stream()
                        .filter(alert -> alert.getState() == state
                                && severity.name().equals(String.valueOf(alert.getSeverity())))
                        .count();
                samples.add(
                        OwnMetric.ALERTS,
                        count,
                        "state",
                        state.name().toLowerCase(Locale.ROOT),
                        "severity",
                        severity.name());
            }
        }
    }
}
