package dev.hypercare.bench.latency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results for people and for machines. */
final class LatencyReport {
    private LatencyReport() {}

    /** A table: one row for each cell; of each hop p50 and p99, milliseconds. */
    static List<String> lines(List<LatencyCell> cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("| commit ms | calls/s |");
        StringBuilder rule = new StringBuilder("|--:|--:|");
        for (Hop hop : Hop.values()) {
            head.append(' ').append(hop.title()).append(" |");
            rule.append("--:|");
        }
        lines.add(head + " breaches | unseen | in a later second | app cores | machine cores |");
        lines.add(rule + "--:|--:|--:|--:|--:|");
        for (LatencyCell cell : cells) {
            StringBuilder row = new StringBuilder(
                    String.format(Locale.ROOT, "| %d | %d |", cell.commitMillis(), cell.sentPerSecond()));
            for (Hop hop : Hop.values()) {
                Spread spread = cell.hops().get(hop);
                row.append(
                        spread == null
                                ? " - |"
                                : String.format(Locale.ROOT, " %d, %d |", spread.at(0.5), spread.at(0.99)));
            }
            lines.add(row
                    + String.format(
                            Locale.ROOT,
                            " %d | %d | %d | %.2f | %.2f |",
                            cell.breaches(),
                            cell.unseen(),
                            cell.late(),
                            cell.appCores(),
                            cell.machineCores()));
        }
        return lines;
    }

    /** For machines: what was asked for, and each cell. */
    static Map<String, Object> json(LatencySettings settings, List<LatencyCell> cells) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("from", settings.source());
        root.put("latenessMs", settings.latenessMillis());
        root.put("partitions", settings.partitions());
        root.put("series", settings.series());
        root.put("seconds", settings.millis() / 1000);
        root.put("latency", cells.stream().map(LatencyReport::json).toList());
        return root;
    }

    private static Map<String, Object> json(LatencyCell cell) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("commitIntervalMs", cell.commitMillis());
        one.put("rate", cell.rate());
        one.put("sentPerSecond", cell.sentPerSecond());
        one.put("breaches", cell.breaches());
        one.put("unseen", cell.unseen());
        one.put("inALaterSecond", cell.late());
        one.put("appCores", cell.appCores());
        one.put("machineCores", cell.machineCores());
        Map<String, Object> hops = new LinkedHashMap<>();
        for (Hop hop : Hop.values()) {
            Spread spread = cell.hops().get(hop);
            if (spread != null) {
                (hop.isWhole() ? one : hops).put(hop.key(), Map.of("p50", spread.at(0.5), "p99", spread.at(0.99)));
            }
        }
        one.put("hops", hops);
        return one;
    }
}
