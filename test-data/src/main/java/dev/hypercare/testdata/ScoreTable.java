package dev.hypercare.testdata;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A scoreboard as text for people and as JSON for programs. */
public final class ScoreTable {
    private static final List<String> HEAD =
            List.of("FAULT", "WHERE", "LASTED", "FIRED AFTER", "FIRST ALERT", "RESOLVED", "ALERTS");

    private ScoreTable() {}

    /** The table, its false alerts, and a line that sums up; no newline at the end. */
    public static String text(Scoreboard score) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        score.rows().forEach(row -> rows.add(cells(row)));
        StringBuilder text = new StringBuilder(aligned(rows));
        for (FiredAlert alert : score.falseAlerts()) {
            text.append("FALSE ALERT: ")
                    .append(alert.rule())
                    .append(" on ")
                    .append(series(alert))
                    .append(" at ")
                    .append(Instant.ofEpochMilli(alert.firedAt()))
                    .append(": ")
                    .append(alert.summary())
                    .append('\n');
        }
        return text.append(total(score)).toString();
    }

    /** Rows of as many cells, in columns two spaces apart; a line each. */
    public static String aligned(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", row.get(i)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String total(Scoreboard score) {
        int faults = score.rows().size();
        long ended = score.rows().stream().filter(row -> row.fault().ended()).count();
        long resolved =
                score.rows().stream().filter(row -> row.resolvedAt() != null).count();
        return String.format(
                Locale.ROOT,
                "faults: %d injected, %d found; %d ended, %d resolved; false alerts: %d",
                faults,
                faults - score.missed().size(),
                ended,
                resolved,
                score.falseAlerts().size());
    }

    private static List<String> cells(Scoreboard.Row row) {
        Labels.Fault fault = row.fault();
        FiredAlert first = row.first();
        Long delay = row.delayMillis();
        return List.of(
                fault.id(),
                fault.api()
                        + (fault.route() == null ? "" : " " + fault.route())
                        + (fault.consumer() == null ? "" : " by " + fault.consumer()),
                fault.ended() ? seconds(fault.to() - fault.from()) : "to the end",
                delay == null ? "MISSED" : seconds(delay),
                first == null ? "-" : first.rule() + " (" + first.severity() + ")",
                resolved(row),
                Integer.toString(row.alerts().size()));
    }

    private static String resolved(Scoreboard.Row row) {
        Long at = row.resolvedAt();
        if (at != null) {
            return seconds(at - row.fault().to()) + " after its end";
        }
        return row.first() == null ? "-" : row.fault().ended() ? "NOT RESOLVED" : "had not ended";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String series(FiredAlert alert) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(alert.labels()).forEach((name, value) -> parts.add(name + "=" + value));
        return String.join(",", parts);
    }

    /**
     * {@code {"clean", "missed", "unresolved", "faults": [{id, kind, api, route, consumer, from, to, found, delayMillis, resolvedAt,
     * alerts}], "falseAlerts"}}; times are ISO instants, null where there is none.
     */
    public static ObjectNode json(Scoreboard score) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("clean", score.clean());
        root.put("missed", score.missed().size());
        root.put("unresolved", score.unresolved().size());
        var faults = root.putArray("faults");
        for (Scoreboard.Row row : score.rows()) {
            Labels.Fault fault = row.fault();
            ObjectNode node = faults.addObject();
            node.put("id", fault.id()).put("kind", fault.kind()).put("api", fault.api());
            node.put("route", fault.route()).put("consumer", fault.consumer()).put("what", fault.what());
            node.put("from", iso(fault.from())).put("to", fault.ended() ? iso(fault.to()) : null);
            node.put("found", row.first() != null).put("delayMillis", row.delayMillis());
            node.put("resolvedAt", iso(row.resolvedAt()));
            var alerts = node.putArray("alerts");
            row.alerts().forEach(alert -> put(alert, alerts.addObject()));
        }
        var falseAlerts = root.putArray("falseAlerts");
        score.falseAlerts().forEach(alert -> put(alert, falseAlerts.addObject()));
        return root;
    }

    private static void put(FiredAlert alert, ObjectNode node) {
        node.put("rule", alert.rule()).put("severity", alert.severity());
        ObjectNode labels = node.putObject("labels");
        new TreeMap<>(alert.labels()).forEach(labels::put);
        node.put("firedAt", iso(alert.firedAt())).put("resolvedAt", iso(alert.resolvedAt()));
        node.put("summary", alert.summary());
    }

    private static @Nullable String iso(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
