package dev.hypercare.normalise.report;

import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The event webhooks of Zendesk. An event of a ticket is the ticket as it stands then; other events are none. */
final class ZendeskFormat implements ReportFormat {
    private static final String PREFIX = "zen:event-type:";

    @Override
    public String name() {
        return "zendesk";
    }

    @Override
    public String about() {
        return "Zendesk's event webhooks: tickets";
    }

    @Override
    public void parse(byte[] record, Instant takenAt, Consumer<Reported> to) {
        ReportEntries.parse(record, "an event of Zendesk", ZendeskFormat::ticket, to);
    }

    private static Report ticket(Told told) {
        String type = told.need("the type of the event", "type");
        if (!type.startsWith(PREFIX + "ticket.")) {
            throw ReportRefusal.noReport("an event " + type, "one of a ticket");
        }
        Instant at = told.needTime("time", "detail.updated_at");
        String word = told.need("the status of the ticket", "detail.status");
        TicketStatus status = TicketWords.status(word);
        if (status == null) {
            throw ReportRefusal.bad("detail.status", word, "new, open, pending, hold, solved or closed");
        }
        if (word.equalsIgnoreCase("open") && told.word("detail.assignee_id") != null) {
            status = TicketStatus.IN_PROGRESS;
        }
        boolean solved = status == TicketStatus.RESOLVED && type.equals(PREFIX + "ticket.status_changed");
        String title = told.masked(Told.LINE, "detail.subject");
        Map<String, String> labels = new LinkedHashMap<>();
        Told.put(labels, "channel", told.word("detail.via.channel"));
        Told.put(labels, "tags", told.joined("detail.tags", "name"));
        Told.put(labels, "brand", told.word("detail.brand_id"));
        return Report.of(Ticket.newBuilder()
                .setId("zendesk:" + told.need("the id of the ticket", "detail.id"))
                .setSource("zendesk")
                .setAt(at)
                .setStatus(status)
                .setCreatedAt(told.needTime("detail.created_at"))
                .setResolvedAt(solved ? at : null)
                .setTitle(title == null ? "" : title)
                .setText(told.masked(Told.TEXT, "detail.description"))
                .setTenant(told.word("detail.organization_id"))
                .setCategory(told.word("detail.type"))
                .setPriority(told.word("detail.priority"))
                .setTeam(told.word("detail.group_id"))
                .setLabels(labels)
                .build());
    }
}
