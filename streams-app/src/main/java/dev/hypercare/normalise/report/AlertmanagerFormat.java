package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.Signal;
import dev.hypercare.schemas.events.SignalStatus;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The webhook of Alertmanager, version 4, and the one of Grafana, which says more in the same form. Each alert of a group is a signal. */
final class AlertmanagerFormat implements ReportFormat {
    private static final Map<String, SignalStatus> STATUSES =
            Map.of("firing", SignalStatus.FIRING, "resolved", SignalStatus.RESOLVED);

    private final String name;
    private final String about;

    AlertmanagerFormat(String name, String about) {
        this.name = name;
        this.about = about;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String about() {
        return about;
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parseList(record, "a group of alerts", "alerts", this::signal, to);
    }

    private Report signal(Told alert) {
        SignalStatus status = alert.choice(STATUSES, "status");
        if (status == null) {
            throw ReportRefusal.missing("alerts.status", "firing or resolved");
        }
        Instant started = alert.needTime("startsAt");
        @Nullable Instant ended = status == SignalStatus.RESOLVED ? alert.needTime("endsAt") : null;
        String rule = alert.word("labels.alertname");
        String title = alert.masked(Told.LINE, "annotations.summary", "annotations.title", "labels.alertname");
        String severity = alert.word("labels.severity", "labels.priority", "labels.level");
        return Report.of(Signal.newBuilder()
                .setId(name + ":" + alert.need("the identity of the alert", "fingerprint"))
                .setSource(name)
                .setAt(ended == null ? started : ended)
                .setStatus(status)
                .setStartedAt(started)
                .setEndedAt(ended)
                .setTitle(title == null ? "an alert without a name" : title)
                .setText(alert.masked(Told.TEXT, "annotations.description", "annotations.message"))
                .setSeverity(SignalSeverity.of(severity))
                .setSourceSeverity(severity)
                .setRule(rule)
                .setApi(alert.word("labels.api"))
                .setService(alert.word("labels.service", "labels.job"))
                .setUrl(alert.link("panelURL", "dashboardURL", "generatorURL"))
                .setRunbook(alert.link("annotations.runbook_url", "annotations.runbook"))
                .setLabels(alert.labels("labels"))
                .build());
    }
}
