package dev.hypercare.cli;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.cli.trial.Explanation;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.rules.RuleReading;
import dev.hypercare.rules.RuleSelection.NotLooking;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An explanation for people. */
final class ExplanationLines {
    private static final String INDENT = "          ";

    private final Explanation explanation;
    private final Ink ink;
    private final ZoneId zone;

    ExplanationLines(Explanation explanation, Ink ink, ZoneId zone) {
        this.explanation = explanation;
        this.ink = ink;
        this.zone = zone;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Ink.safe(clock(explanation.at()) + "  " + named(explanation.labels())));
        explanation
                .silentGateways()
                .forEach(gateway -> lines.add(ink.red(Ink.safe("nothing is heard of gateway " + gateway
                        + ", of which calls should have come: what it serves is unknown"))));
        if (explanation.readings().isEmpty() && explanation.parts().isEmpty() && explanation.partsWell() == 0) {
            lines.add("no rule has anything to look at: none came in its window, and none that is remembered");
        }
        explanation.readings().forEach(reading -> add(reading, lines));
        if (!explanation.parts().isEmpty()) {
            lines.add("");
            lines.add("parts of it that are not well:");
            explanation.parts().forEach(reading -> add(reading, lines));
        }
        if (explanation.partsWell() > 0) {
            lines.add("");
            lines.add(Figures.count(explanation.partsWell()) + " more looks at parts of it, at which all is well");
        }
        others(lines);
        explanation.notes().forEach(note -> lines.add("note: " + Ink.safe(note)));
        return lines;
    }

    private void add(RuleReading reading, List<String> lines) {
        String key = Explanation.key(reading.rule(), reading.series());
        lines.add("");
        lines.add(painted(reading.state()) + "  "
                + Ink.safe(reading.rule() + "  " + reading.severity() + "  " + reading.series())
                + (reading.shadow() ? "  (shadow: alerts nobody)" : "")
                + (reading.since() == RuleReading.NEVER ? "" : "  since " + clock(reading.since())));
        lines.add(INDENT + Ink.safe(reading.why()));
        lines.add(INDENT + Ink.safe(reading.condition()) + ink.dim(times(reading)));
        if (!reading.isOk()) {
            lines.add(INDENT + Ink.safe("ends when: " + reading.clearCondition()));
        }
        lines.add(INDENT + Ink.safe(figures(reading)));
        if (reading.lookedAt() != RuleReading.NEVER && reading.lookedAt() < explanation.at()) {
            lines.add(INDENT + "looked last at " + clock(reading.lookedAt())
                    + ": nothing that matters to it has changed since");
        }
        said(reading, key, lines);
        Decision decided = explanation.decided().get(key);
        if (decided != null) {
            lines.add(INDENT
                    + Ink.safe("alert: " + decided.getTo() + " at " + clock(millis(decided.getAt()))
                            + (decided.getSuppressed() ? ", not told: " : ", ") + decided.getCause()
                            + (decided.getSuppressedBy() == null ? "" : " by " + decided.getSuppressedBy()) + ": "
                            + decided.getReason()));
        }
    }

    private String painted(String state) {
        String padded = String.format(Locale.ROOT, "%-8s", state);
        return switch (state) {
            case "OK" -> ink.green(padded);
            case "PENDING" -> ink.yellow(padded);
            case "BREACHED" -> ink.red(padded);
            default -> padded;
        };
    }

    private void said(RuleReading reading, String key, List<String> lines) {
        Verdict said = explanation.said().get(key);
        if (said != null) {
            boolean other = !said.getRuleVersion().equals(reading.version());
            lines.add(INDENT
                    + Ink.safe("live: " + said.getState() + " at " + clock(millis(said.getAt())) + ", "
                            + said.getReason()
                            + (other
                                    ? "; by version " + said.getRuleVersion() + " of the rule, this is "
                                            + reading.version()
                                    : "")));
        }
    }

    private static String times(RuleReading reading) {
        return "  (window " + Durations.show(reading.window()) + ", hold " + Durations.show(reading.hold()) + ", keep "
                + Durations.show(reading.keep()) + ")";
    }

    private static String figures(RuleReading reading) {
        String seen = new TreeMap<>(reading.evidence())
                .entrySet().stream()
                        .map(figure -> figure.getKey() + " " + Figures.figure(figure.getValue()))
                        .collect(Collectors.joining(", "));
        return seen
                + (reading.notMeasured().isEmpty()
                        ? ""
                        : (seen.isEmpty() ? "" : "; ") + "not measured: " + String.join(", ", reading.notMeasured()));
    }

    private void others(List<String> lines) {
        List<NotLooking> byMatch =
                explanation.others().stream().filter(NotLooking::byMatch).toList();
        long byView = explanation.others().size() - byMatch.size();
        if (!explanation.others().isEmpty()) {
            lines.add("");
        }
        byMatch.forEach(other -> lines.add(Ink.safe("does not look: " + other.rule() + ": " + other.why())));
        if (byView > 0) {
            lines.add(byView + (byView == 1 ? " rule looks" : " rules look") + " at series of other labels: "
                    + explanation.others().stream()
                            .filter(other -> !other.byMatch())
                            .map(NotLooking::view)
                            .distinct()
                            .collect(Collectors.joining(" | ")));
        }
    }

    private static String named(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }

    private String clock(long at) {
        return Figures.clock(Instant.ofEpochMilli(at), zone);
    }
}
