package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Incidents of ServiceNow with the names of its Table API, as a business rule or flow posts them; alone, or under {@code result}. Times
 * have no zone and are UTC, which is what the database holds. A field is a text or a reference.
 */
final class ServicenowFormat implements ReportFormat {
    private static final Map<String, TicketStatus> STATES = Map.ofEntries(
            Map.entry("1", TicketStatus.OPEN),
            Map.entry("new", TicketStatus.OPEN),
            Map.entry("2", TicketStatus.IN_PROGRESS),
            Map.entry("in progress", TicketStatus.IN_PROGRESS),
            Map.entry("3", TicketStatus.WAITING),
            Map.entry("on hold", TicketStatus.WAITING),
            Map.entry("6", TicketStatus.RESOLVED),
            Map.entry("resolved", TicketStatus.RESOLVED),
            Map.entry("7", TicketStatus.CLOSED),
            Map.entry("closed", TicketStatus.CLOSED),
            Map.entry("8", TicketStatus.CLOSED),
            Map.entry("canceled", TicketStatus.CLOSED));

    @Override
    public String name() {
        return "servicenow";
    }

    @Override
    public String about() {
        return "ServiceNow's incidents, by the names of its Table API";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "an incident of ServiceNow", ServicenowFormat::ticket, to);
    }

    private static Report ticket(Told sent) {
        Told told = sent.node("result").isObject() ? new Told(sent.node("result"), "result.") : sent;
        String number = told.need("the number of the incident", names("number"));
        TicketStatus status = told.choice(STATES, names("state"));
        if (status == null) {
            throw ReportRefusal.missing("state", "the state of the incident, 1, 2, 3, 6, 7 or 8");
        }
        Instant created = needUtc(told, "opened_at", "sys_created_on");
        Instant resolved = told.utc(names("resolved_at"));
        String title = told.masked(Told.LINE, names("short_description"));
        String escalation = told.word(names("escalation"));
        Map<String, String> labels = new LinkedHashMap<>();
        for (String name : new String[] {
            "impact",
            "urgency",
            "severity",
            "subcategory",
            "contact_type",
            "close_code",
            "reopen_count",
            "reassignment_count"
        }) {
            Told.put(labels, name, told.word(names(name)));
        }
        return Report.of(Ticket.newBuilder()
                .setId("servicenow:" + number)
                .setSource("servicenow")
                .setAt(needUtc(told, "sys_updated_on"))
                .setStatus(status)
                .setCreatedAt(created)
                .setResolvedAt(status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED ? resolved : null)
                .setTitle(title == null ? "" : title)
                .setText(told.masked(Told.TEXT, names("description")))
                .setTenant(told.word(names("company")))
                .setCategory(told.word(names("category")))
                .setComponent(told.word(names("business_service", "cmdb_ci")))
                .setPriority(told.word(names("priority")))
                .setTeam(told.word(names("assignment_group")))
                .setEscalated(escalation != null && !escalation.equals("0") && !escalation.equalsIgnoreCase("normal"))
                .setLabels(labels)
                .build());
    }

    private static Instant needUtc(Told told, String... fields) {
        @Nullable Instant time = told.utc(names(fields));
        if (time == null) {
            throw ReportRefusal.missing(fields[0], "a time such as 2026-11-21 10:00:00, UTC");
        }
        return time;
    }

    /** A field itself, or where it is a reference, what it shows, or refers to. */
    private static String[] names(String... fields) {
        String[] names = new String[3 * fields.length];
        for (int i = 0; i < fields.length; i++) {
            names[3 * i] = fields[i];
            names[3 * i + 1] = fields[i] + ".display_value";
            names[3 * i + 2] = fields[i] + ".value";
        }
        return names;
    }
}
