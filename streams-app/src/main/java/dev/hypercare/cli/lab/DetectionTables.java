package dev.hypercare.cli.lab;

import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedFault;
import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A score as rows for people. */
public final class DetectionTables {
    public static final List<String> KIND_HEADERS = List.of(
            "fault",
            "faults>",
            "found>",
            "recall>",
            "p50 s>",
            "p99 s>",
            "since plain p50>",
            "since plain p99>",
            "plain after p50>",
            "plain after p99>");
    public static final List<String> FAULT_HEADERS =
            List.of("seed>", "fault", "decidable after s>", "found after s>", "rule", "where", "what");
    public static final List<String> FALSE_HEADERS = List.of("false alerts of", "number>", "first of them");
    public static final List<String> EACH_FALSE_HEADERS = List.of("seed>", "at", "false alert of", "where", "what");

    private DetectionTables() {}

    /** A row for each kind, and one for all. */
    public static List<List<String>> kinds(DetectionScore score) {
        List<List<String>> rows = new ArrayList<>();
        for (SimulatedFaultKind kind : SimulatedFaultKind.values()) {
            rows.add(row(kind.id(), score.of(kind), score.sincePlain(kind), score.plain(kind)));
        }
        rows.add(row("all", score.all(), score.sincePlain(), score.plain()));
        return rows;
    }

    private static List<String> row(
            String name,
            DetectionScore.Figures figures,
            DetectionScore.Figures sincePlain,
            DetectionScore.Figures plain) {
        return List.of(
                name,
                Integer.toString(figures.faults()),
                Integer.toString(figures.found()),
                String.format(Locale.ROOT, "%.3f", figures.recall()),
                seconds(figures.p50()),
                seconds(figures.p99()),
                seconds(sincePlain.p50()),
                seconds(sincePlain.p99()),
                seconds(plain.p50()),
                seconds(plain.p99()));
    }

    /** A row for each fault. */
    public static List<List<String>> faults(DetectionScore score) {
        return score.faults().stream().map(DetectionTables::row).toList();
    }

    private static List<String> row(DetectionScore.Found found) {
        SimulatedFault fault = found.fault();
        Long decidable = fault.decidableAt();
        FiredAlert first = found.first();
        return List.of(
                Long.toString(found.seed()),
                fault.id(),
                decidable == null ? "never" : seconds((decidable - fault.from()) / 1000.0),
                found.counts() && first == null ? "MISSED" : seconds(found.seconds()),
                first == null ? "-" : first.rule(),
                Stream.of(fault.api(), fault.route(), fault.consumer(), fault.client(), fault.model(), fault.gateway())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(" ")),
                fault.what());
    }

    /** A row for each rule that fired where nothing was wrong. */
    public static List<List<String>> falseAlerts(DetectionScore score) {
        Map<String, List<DetectionScore.FalseAlert>> byRule = new TreeMap<>();
        score.falseAlerts()
                .forEach(one -> byRule.computeIfAbsent(one.alert().rule(), rule -> new ArrayList<>())
                        .add(one));
        List<List<String>> rows = new ArrayList<>();
        byRule.forEach((rule, alerts) -> rows.add(List.of(
                rule,
                Integer.toString(alerts.size()),
                "seed " + alerts.get(0).seed() + ": " + alerts.get(0).alert().summary())));
        return rows;
    }

    /** A row for each alert that fired where nothing was wrong, in their order. */
    public static List<List<String>> eachFalseAlert(DetectionScore score) {
        return score.falseAlerts().stream()
                .map(one -> List.of(
                        Long.toString(one.seed()),
                        Instant.ofEpochMilli(one.alert().firedAt()).toString(),
                        one.alert().rule(),
                        new TreeMap<>(one.alert().labels()).toString(),
                        one.alert().summary()))
                .toList();
    }

    /** One line that sums up. */
    public static String summary(DetectionScore score) {
        DetectionScore.Figures all = score.all();
        DetectionScore.Figures sincePlain = score.sincePlain();
        return String.format(
                Locale.ROOT,
                "%d simulations: recall %.3f (%d of %d), %.2f false alerts a simulated day, found p50 %s s, p99 %s s after they were decidable, %s s and %s s after they were plain",
                score.seeds(),
                all.recall(),
                all.found(),
                all.faults(),
                score.falseAlertsPerDay(),
                seconds(all.p50()),
                seconds(all.p99()),
                seconds(sincePlain.p50()),
                seconds(sincePlain.p99()));
    }

    private static String seconds(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
