package dev.hypercare.gaps;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Ticket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What people said of alerts, and the tickets that they opened: who has taken note of what. */
final class ReportBook {
    /** Stands for the id of the rule in selectors of marks. */
    private static final String RULE = "rule";

    private static final String MARK = "m|";
    private static final String TICKET = "t|";

    /**
     * A ticket.
     *
     * @param at when it was opened; where it has not come yet, when it was said to belong to an API
     * @param api empty where none is known
     * @param came whether it has come
     */
    private record Opened(long at, String api, String id, boolean came) {}

    private final Map<String, Mark> marks = new TreeMap<>();
    private final Map<String, Opened> tickets = new HashMap<>();
    private final TreeSet<Opened> byTime =
            new TreeSet<>(Comparator.comparingLong(Opened::at).thenComparing(Opened::id));
    private final GapMemory memory;
    private final GapForms forms;

    ReportBook(GapMemory memory, GapForms forms) {
        this.memory = memory;
        this.forms = forms;
    }

    void clear() {
        marks.clear();
        tickets.clear();
        byTime.clear();
    }

    static boolean isKey(String key) {
        return key.startsWith(MARK) || key.startsWith(TICKET);
    }

    void restore(String key, byte[] value) {
        if (key.startsWith(MARK)) {
            Mark mark = forms.marks().value(value);
            marks.put(mark.getId(), mark);
        } else {
            ByteBuffer from = ByteBuffer.wrap(value);
            Opened opened = new Opened(
                    BinaryWriter.readNumber(from),
                    BinaryWriter.readText(from),
                    key.substring(TICKET.length()),
                    from.get() == 1);
            tickets.put(opened.id(), opened);
            byTime.add(opened);
        }
    }

    void mark(Mark mark) {
        marks.put(mark.getId(), mark);
        memory.put(MARK + mark.getId(), forms.marks().bytes(mark));
    }

    void unmark(String id) {
        if (marks.remove(id) != null) {
            memory.delete(MARK + id);
        }
    }

    /** A ticket as it stands; only when it was opened and of which API it is matters. */
    void ticket(Ticket ticket) {
        put(ticket.getId(), ticket.getCreatedAt().toEpochMilli(), ticket.getApi(), true);
    }

    /**
     * Tickets that belong to a pattern are of its API where they do not say it themselves.
     *
     * @param saidAt when that was said, milliseconds
     */
    void linked(List<String> ids, String api, long saidAt) {
        for (String id : ids) {
            Opened known = tickets.get(id);
            if (known == null || known.api().isEmpty()) {
                put(id, known == null ? saidAt : known.at(), api, known != null && known.came());
            }
        }
    }

    private void put(String id, long at, @Nullable String api, boolean came) {
        Opened before = tickets.get(id);
        String known = before == null ? "" : before.api();
        Opened now = new Opened(at, api == null ? known : api, id, came);
        if (now.equals(before)) {
            return;
        }
        if (before != null) {
            byTime.remove(before);
        }
        tickets.put(id, now);
        byTime.add(now);
        BinaryWriter writer = new BinaryWriter();
        writer.number(now.at());
        writer.text(now.api());
        writer.raw(came ? 1 : 0);
        memory.put(TICKET + id, writer.toBytes());
    }

    /**
     * Who has taken note of an alert, for people; null where nobody has. A ticket counts where it is of the alert's API, and any does for
     * an alert of no API.
     *
     * @param from first instant, milliseconds
     * @param marksTo last instant from which a mark may hold
     * @param ticketsTo last instant at which a ticket may have been opened
     */
    @Nullable
    String noteOf(Alert alert, long from, long marksTo, long ticketsTo) {
        for (Mark mark : marks.values()) {
            long at = mark.getFrom().toEpochMilli();
            if (at >= from && at <= marksTo && mark.getKind() != MarkKind.MAINTENANCE && isAbout(mark, alert)) {
                return mark.getBy() + " marked it as " + mark.getKind();
            }
        }
        String api = alert.getLabels().get("api");
        for (Opened opened : byTime.tailSet(new Opened(from, "", "", true))) {
            if (opened.at() > ticketsTo) {
                break;
            }
            if (opened.came() && (api == null || api.equals(opened.api()))) {
                return "ticket " + opened.id() + " was opened";
            }
        }
        return null;
    }

    /** Forgets what is older than an instant, milliseconds. */
    void forgetBefore(long at) {
        List<String> old = new ArrayList<>();
        marks.forEach((id, mark) -> {
            if (mark.getFrom().toEpochMilli() < at) {
                old.add(id);
            }
        });
        old.forEach(this::unmark);
        while (!byTime.isEmpty() && byTime.first().at() < at) {
            Opened gone = byTime.pollFirst();
            tickets.remove(gone.id());
            memory.delete(TICKET + gone.id());
        }
    }

    private static boolean isAbout(Mark mark, Alert alert) {
        if (mark.getFingerprint() != null) {
            return mark.getFingerprint().equals(alert.getFingerprint());
        }
        return !mark.getSelector().isEmpty()
                && mark.getSelector().entrySet().stream()
                        .allMatch(label -> label.getValue()
                                .equals(
                                        label.getKey().equals(RULE)
                                                ? alert.getRule()
                                                : alert.getLabels().get(label.getKey())));
    }
}
