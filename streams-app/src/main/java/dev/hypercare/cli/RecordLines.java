package dev.hypercare.cli;

import dev.hypercare.cli.terminal.Ink;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Decision;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapState;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Records as lines for people: what happened on the first, why on a second one where there is more to say. */
final class RecordLines {
    private static final int PAYLOAD = 160;
    private static final String INDENT = "                ";

    private final Ink ink;
    private final ZoneId zone;

    RecordLines(Ink ink, ZoneId zone) {
        this.ink = ink;
        this.zone = zone;
    }

    List<String> alert(Alert alert) {
        String state = padded(alert.getState().name(), 9);
        String shown = switch (alert.getState()) {
            case FIRING, FLAPPING -> ink.red(state);
            case RESOLVED -> ink.green(state);
            case PENDING, UNKNOWN -> ink.yellow(state);
            case CANCELLED -> state;
        };
        return List.of(
                clock(alert.getAt()) + "  " + safe(alert.getSeverity()) + "  " + shown + "  " + safe(alert.getSeries())
                        + "  " + (alert.getTest() && !alert.getSummary().startsWith("TEST") ? "TEST: " : "")
                        + safe(alert.getSummary()) + aside(alert),
                because(alert.getRule(), alert.getCondition(), alert.getEvidence(), alert.getReason()));
    }

    /** What else has to be known before somebody acts on it. */
    private static String aside(Alert alert) {
        String before = alert.getPreviousSeverity();
        StringBuilder aside = new StringBuilder();
        if (before != null && !before.equals(alert.getSeverity())) {
            aside.append("  was ").append(safe(before));
        }
        if (alert.getHistoric()) {
            aside.append("  historic");
        }
        if (alert.getSuppression() != null) {
            aside.append("  ").append(safe(alert.getSuppression()));
        }
        if (alert.getSuppressedBy() != null) {
            aside.append(" by ").append(safe(alert.getSuppressedBy()));
        }
        if (alert.getAcknowledgedBy() != null) {
            aside.append("  taken on by ").append(safe(alert.getAcknowledgedBy()));
        }
        return aside.toString();
    }

    List<String> decision(Decision decision) {
        String from = decision.getFrom() == null ? "none" : decision.getFrom();
        String by = decision.getSuppressedBy() == null ? "" : " by " + decision.getSuppressedBy();
        return List.of(
                clock(decision.getAt()) + "  " + safe(decision.getSeverity()) + "  " + safe(from) + " to "
                        + safe(decision.getTo()) + "  " + (decision.getSuppressed() ? "not told, " : "")
                        + safe(decision.getCause() + by) + "  " + safe(decision.getSeries()),
                because(decision.getRule(), decision.getCondition(), decision.getEvidence(), decision.getReason()));
    }

    List<String> verdict(Verdict verdict) {
        String state = padded(verdict.getState().name(), 8);
        String shown = switch (verdict.getState()) {
            case BREACHED -> ink.red(state);
            case OK -> ink.green(state);
            case PENDING -> ink.yellow(state);
            case UNKNOWN -> state;
        };
        return List.of(
                clock(verdict.getAt()) + "  " + safe(verdict.getSeverity()) + "  " + shown + "  "
                        + safe(verdict.getSeries()) + "  " + safe(verdict.getSummary()),
                because(verdict.getRule(), verdict.getCondition(), verdict.getEvidence(), verdict.getReason()));
    }

    List<String> gap(Gap gap) {
        String state = padded(gap.getState().name(), 6);
        return List.of(
                clock(gap.getAt()) + "  " + gap.getKind() + "  "
                        + (gap.getState() == GapState.OPEN ? ink.yellow(state) : ink.green(state)) + "  "
                        + safe(gap.getSummary()),
                INDENT + ink.dim(safe(gap.getReason() + "; " + figures(gap.getEvidence()))));
    }

    List<String> kpi(Kpi kpi) {
        String failed = "failed " + Figures.percent(kpi.getFailed(), kpi.getCalls()) + " %";
        return List.of(clock(kpi.getWindowStart()) + "  " + safe(kpi.getSeries()) + "  "
                + Figures.count(kpi.getCalls()) + (kpi.getCalls() == 1 ? " call  " : " calls  ")
                + Figures.rate(kpi.getCallsPerSecond()) + "/s  "
                + (kpi.getFailed() > 0 ? ink.red(failed) : failed) + "  4xx "
                + Figures.percent(kpi.getClientErrors(), kpi.getCalls()) + " %  p50 "
                + Figures.duration(kpi.getLatency().getP50Micros()) + "  p99 "
                + Figures.duration(kpi.getLatency().getP99Micros()) + "  max "
                + Figures.duration(kpi.getLatency().getMaxMicros())
                + (kpi.getVersion() > 1 ? "  (correction " + (kpi.getVersion() - 1) + ")" : ""));
    }

    List<String> call(Call call) {
        String status = call.getStatus() == 0 ? "---" : String.valueOf(call.getStatus());
        boolean failed = call.getStatus() == 0 || call.getStatus() >= 500;
        Long micros = call.getDurationMicros();
        String consumer = call.getConsumer();
        return List.of(clock(call.getCompletedAt()) + "  " + (failed ? ink.red(status) : status) + "  "
                + padded(Figures.duration(micros == null ? -1 : micros), 9) + "  " + safe(call.getApi()) + "  "
                + safe(call.getMethod()) + " " + safe(call.getRoute())
                + (consumer == null ? "" : "  by " + safe(consumer)) + "  " + ink.dim(safe(call.getGateway())));
    }

    List<String> deadLetter(DeadLetter letter) {
        String payload = safe(RecordJson.text(letter.getPayload()));
        Integer index = letter.getIndex();
        return List.of(
                clock(letter.getRejectedAt()) + "  " + safe(letter.getStage()) + "  "
                        + ink.red(safe(letter.getReason())) + "  " + safe(letter.getDetail()),
                INDENT + safe(letter.getSourceTopic()) + "-" + letter.getSourcePartition() + " offset "
                        + letter.getSourceOffset() + (index == null ? "" : " call " + index) + ": "
                        + ink.dim(
                                payload.length() > PAYLOAD
                                        ? payload.substring(0, PAYLOAD) + "\u2026 (" + letter.getPayloadBytes()
                                                + " bytes)"
                                        : payload));
    }

    private String because(String rule, String condition, Map<String, Double> evidence, String reason) {
        String figures = figures(evidence);
        return INDENT
                + ink.dim(safe(rule + ": " + reason + "; " + condition + (figures.isEmpty() ? "" : "; " + figures)));
    }

    private static String figures(Map<String, Double> evidence) {
        return new TreeMap<>(evidence)
                .entrySet().stream()
                        .map(figure -> figure.getKey() + " " + Figures.figure(figure.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private String clock(Instant at) {
        return Figures.clock(at, zone);
    }

    private static String safe(String text) {
        return Ink.safe(text);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
