package dev.hypercare.gaps;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapKind;
import dev.hypercare.schemas.events.GapState;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Writes gaps as the records that others read. */
final class GapRecords {
    private static final int ID_BYTES = 8;
    private static final int LONGEST_TEXT = 120;

    private GapRecords() {}

    /**
     * A pattern rises and no alert fires.
     *
     * @param at event time at which that was so, milliseconds
     */
    static Gap noAlert(Rise rise, String api, long at, Duration waited) {
        Pattern pattern = rise.pattern;
        Map<String, Double> evidence = new TreeMap<>();
        evidence.put("recent", (double) pattern.getRecent());
        evidence.put("total", (double) pattern.getTotal());
        evidence.put("window_seconds", (double) pattern.getWindowSeconds());
        evidence.put("waited_seconds", seconds(waited.toMillis()));
        if (pattern.getUsual() != null) {
            evidence.put("usual", pattern.getUsual());
        }
        String what = pattern.getKind() == PatternKind.TICKET ? "tickets about " : "the error ";
        String often = pattern.getRecent() + (pattern.getKind() == PatternKind.TICKET ? " tickets" : " calls") + " in "
                + Durations.show(Duration.ofSeconds(pattern.getWindowSeconds()));
        return gap(GapKind.NO_ALERT, pattern.getId(), rise.since, at)
                .setApi(api)
                .setTenant(pattern.getTenant())
                .setSummary(api + ": " + what + "\"" + cut(pattern.getTemplate()) + "\" " + rises(pattern) + " ("
                        + often + "), and no alert fires")
                .setReason(
                        "no alert of " + api + " fired until " + Durations.show(waited) + " after it was told to rise")
                .setEvidence(evidence)
                .setTickets(pattern.getTickets())
                .build();
    }

    /**
     * An alert fired and nobody took note of it.
     *
     * @param at event time at which that was so, milliseconds
     */
    static Gap noReport(AlertSpell spell, long at, Duration waited) {
        Alert alert = spell.alert;
        long fired = Math.min(spell.endedAt, at) - spell.toldAt;
        Map<String, Double> evidence = new TreeMap<>();
        evidence.put("fired_seconds", seconds(fired));
        evidence.put("waited_seconds", seconds(waited.toMillis()));
        evidence.put("unreported_before", (double) spell.unreportedBefore);
        String again = spell.unreportedBefore == 0 ? "" : ", as " + spell.unreportedBefore + " times before";
        return gap(GapKind.NO_REPORT, alert.getFingerprint(), spell.startedAt(), at)
                .setApi(spell.api())
                .setTenant(alert.getTenant())
                .setSummary("alert " + alert.getRule() + " (" + alert.getSeverity() + ") on " + alert.getSeries()
                        + " fired for " + Durations.show(Duration.ofSeconds(fired / 1000))
                        + " and nobody took note of it" + again)
                .setReason("nobody acknowledged or marked it, and no ticket was opened until " + Durations.show(waited)
                        + " after it was told")
                .setEvidence(evidence)
                .build();
    }

    static double seconds(long millis) {
        return millis / 1000.0;
    }

    private static Gap.Builder gap(GapKind kind, String subject, long since, long at) {
        return Gap.newBuilder()
                .setId(id(kind + "|" + subject + "|" + since))
                .setKind(kind)
                .setState(GapState.OPEN)
                .setSubject(subject)
                .setSince(Instant.ofEpochMilli(since))
                .setAt(Instant.ofEpochMilli(at));
    }

    private static String rises(Pattern pattern) {
        return switch (pattern.getState()) {
            case NEW -> "is new";
            case REGRESSED -> "is back though it was said to be fixed";
            default -> "surges";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "\u2026";
    }

    private static String id(String of) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
