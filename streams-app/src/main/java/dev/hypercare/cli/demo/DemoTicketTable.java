package dev.hypercare.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.testdata.ScoreTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What became of the tickets of a demo, as text for people and as JSON for programs. */
final class DemoTicketTable {
    private static final List<String> HEAD =
            List.of("TICKET", "STATE", "API", "CATEGORY", "PRIORITY", "ABOUT", "OPENED AFTER", "ALERT");

    private DemoTicketTable() {}

    /** A row each and a line that sums up; empty without tickets. */
    static String text(List<DemoTickets.Fate> fates) {
        if (fates.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        fates.forEach(fate -> rows.add(cells(fate)));
        long taken = fates.stream().filter(fate -> fate.known() != null).count();
        long about = fates.stream().filter(fate -> fate.fault() != null).count();
        long right = fates.stream().filter(DemoTickets.Fate::isRight).count();
        long before = fates.stream()
                .filter(fate -> fate.alertBeforeMillis() != null && fate.alertBeforeMillis() >= 0)
                .count();
        return ScoreTable.aligned(rows)
                + String.format(
                        Locale.ROOT,
                        "tickets: %d opened, %d taken up; %d about a fault, %d on its API; for %d of them an alert had fired before",
                        fates.size(),
                        taken,
                        about,
                        right,
                        before);
    }

    private static List<String> cells(DemoTickets.Fate fate) {
        TicketCase known = fate.known();
        return List.of(
                fate.id(),
                known == null ? "NOT TAKEN UP" : known.getState().toString(),
                known == null || known.getApi() == null ? "-" : Ink.safe(known.getApi()),
                known == null ? "-" : known.getCategory(),
                known == null ? "-" : known.getPriority(),
                fate.fault() == null ? "no fault" : fate.fault().id(),
                fate.fault() == null
                        ? "-"
                        : seconds(fate.openedAt() - fate.fault().from()),
                alert(fate));
    }

    private static String alert(DemoTickets.Fate fate) {
        Long before = fate.alertBeforeMillis();
        if (before == null) {
            return fate.fault() == null ? "-" : "NONE";
        }
        return before >= 0 ? seconds(before) + " before" : seconds(-before) + " after";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** {@code [{id, openedAt, takenUp, state, api, category, priority, subject, fault, alertBeforeMillis}]}; null where there is none. */
    static ArrayNode json(List<DemoTickets.Fate> fates) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (DemoTickets.Fate fate : fates) {
            TicketCase known = fate.known();
            ObjectNode node = all.addObject().put("id", fate.id());
            node.put("openedAt", Instant.ofEpochMilli(fate.openedAt()).toString())
                    .put("takenUp", known != null);
            node.put("state", known == null ? null : known.getState().toString());
            node.put("api", known == null ? null : known.getApi());
            node.put("category", known == null ? null : known.getCategory());
            node.put("priority", known == null ? null : known.getPriority());
            node.put("subject", known == null ? null : known.getSubject());
            node.put(
                    "fault",
                    fate.fault() == null
                            ? null
                            : Objects.requireNonNull(fate.fault()).id());
            node.put("alertBeforeMillis", fate.alertBeforeMillis());
        }
        return all;
    }
}
