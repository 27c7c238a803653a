package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.Signal;
import dev.hypercare.schemas.events.SignalStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The webhooks of PagerDuty, version 3. An event of an incident is a signal; others are none. */
final class PagerdutyFormat implements ReportFormat {
    private static final Map<String, SignalStatus> STATUSES = Map.of(
            "triggered", SignalStatus.FIRING, "acknowledged", SignalStatus.FIRING, "resolved", SignalStatus.RESOLVED);

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public String about() {
        return "PagerDuty's webhooks, version 3: incidents";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "an event of PagerDuty", PagerdutyFormat::signal, to);
    }

    private static Report signal(Told told) {
        String type = told.need("the type of the event", "event.event_type");
        if (!type.startsWith("incident.") || !"incident".equals(told.word("event.data.type"))) {
            throw ReportRefusal.noReport("an event " + type, "one of an incident");
        }
        SignalStatus status = told.choice(STATUSES, "event.data.status");
        if (status == null) {
            throw ReportRefusal.missing("event.data.status", "triggered, acknowledged or resolved");
        }
        Instant at = told.needTime("event.occurred_at");
        String priority = told.word("event.data.priority.summary");
        String urgency = told.word("event.data.urgency");
        String severity = SignalSeverity.of(priority) == null ? urgency : priority;
        String title = told.masked(Told.LINE, "event.data.title");
        Map<String, String> labels = new LinkedHashMap<>();
        Told.put(labels, "urgency", urgency);
        Told.put(labels, "priority", priority);
        Told.put(labels, "team", told.joined("event.data.teams", "summary"));
        Told.put(labels, "incident_key", told.word("event.data.incident_key"));
        return Report.of(Signal.newBuilder()
                .setId("pagerduty:" + told.need("the id of the incident", "event.data.id"))
                .setSource("pagerduty")
                .setAt(at)
                .setStatus(status)
                .setStartedAt(told.needTime("event.data.created_at"))
                .setEndedAt(status == SignalStatus.RESOLVED ? at : null)
                .setTitle(title == null ? "an incident without a title" : title)
                .setSeverity(SignalSeverity.of(severity))
                .setSourceSeverity(severity)
                .setAcknowledged("acknowledged".equals(told.word("event.data.status")))
                .setService(told.word("event.data.service.summary"))
                .setUrl(told.link("event.data.html_url"))
                .setLabels(labels)
                .build());
    }
}
