package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The webhooks of Jira. An event of an issue is its ticket as it stands then; other events are none. */
final class JiraFormat implements ReportFormat {
    private static final String FIELDS = "issue.fields.";
    private static final Map<String, TicketStatus> CATEGORIES =
            Map.of("new", TicketStatus.OPEN, "indeterminate", TicketStatus.IN_PROGRESS, "done", TicketStatus.RESOLVED);

    @Override
    public String name() {
        return "jira";
    }

    @Override
    public String about() {
        return "Jira's webhooks: issues";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "an event of Jira", JiraFormat::ticket, to);
    }

    private static Report ticket(Told told) {
        String event = told.need("the kind of the event", "webhookEvent");
        if (!event.startsWith("jira:issue_")) {
            throw ReportRefusal.noReport("an event " + event, "one of an issue");
        }
        String key = told.need("the key of the issue", "issue.key");
        Instant at = told.needTime("timestamp", FIELDS + "updated");
        boolean deleted = event.equals("jira:issue_deleted");
        TicketStatus status = deleted ? TicketStatus.CLOSED : status(told);
        boolean over = status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED;
        String title = told.masked(Told.LINE, FIELDS + "summary");
        String text = told.node(FIELDS + "description").isObject()
                ? TicketWords.document(told.node(FIELDS + "description"))
                : told.masked(Told.TEXT, FIELDS + "description");
        Map<String, String> labels = new LinkedHashMap<>();
        Told.put(labels, "project", told.word(FIELDS + "project.key"));
        Told.put(labels, "labels", told.joined(FIELDS + "labels", "name"));
        Told.put(labels, "versions", told.joined(FIELDS + "versions", "name"));
        Told.put(labels, "status", told.word(FIELDS + "status.name"));
        Told.put(labels, "deleted", deleted ? "true" : null);
        return Report.of(Ticket.newBuilder()
                .setId("jira:" + key)
                .setSource("jira")
                .setAt(at)
                .setStatus(status)
                .setCreatedAt(told.needTime(FIELDS + "created"))
                .setResolvedAt(over ? told.time(FIELDS + "resolutiondate") : null)
                .setTitle(title == null ? "" : title)
                .setText(text)
                .setCategory(told.word(FIELDS + "issuetype.name"))
                .setComponent(told.joined(FIELDS + "components", "name"))
                .setPriority(told.word(FIELDS + "priority.name"))
                .setUrl(page(told.link("issue.self"), key))
                .setLabels(labels)
                .build());
    }

    private static TicketStatus status(Told told) {
        String name = told.need("the status of the issue", FIELDS + "status.name");
        TicketStatus status = TicketWords.status(name);
        String category = told.word(FIELDS + "status.statusCategory.key");
        if (status == null && category != null) {
            status = CATEGORIES.get(category);
        }
        if (status == null) {
            throw ReportRefusal.bad(
                    FIELDS + "status.name", name, "a known one, or statusCategory new, indeterminate or done");
        }
        return status;
    }

    /** What people read, of the address for programs. */
    private static @Nullable String page(@Nullable String self, String key) {
        int end = self == null ? -1 : self.indexOf("/rest/");
        return self == null || end < 0 ? null : self.substring(0, end) + "/browse/" + key;
    }
}
