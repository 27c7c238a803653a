package dev.hypercare.rules;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.Kpis;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A condition rule.
 *
 * @param id a slug such as {@code api-5xx-rate}
 * @param summary the line for people
 * @param view the labels of the series it looks at
 * @param match which of them
 * @param severity technical severity
 * @param window length of the sliding window, 1 s to 1 d
 * @param when what has to hold for a breach
 * @param clear what has to hold for the end of one; null for "the condition does not hold"
 * @param hold how long {@code when} has to hold before it is a breach
 * @param keep how long {@code clear} has to hold before the breach is over
 * @param minCalls fewest calls in the window that can be judged
 * @param runbook where to read what to do
 */
record Rule(
        String id,
        SummaryTemplate summary,
        List<String> view,
        LabelMatch match,
        Severity severity,
        Duration window,
        Condition when,
        @Nullable Condition clear,
        Duration hold,
        Duration keep,
        long minCalls,
        String runbook) {
    private static final int VERSION_DIGITS = 12;

    /** The first 12 hex digits of the SHA-256 of its canonical definition: another one for every change that matters. */
    String version() {
        String definition = String.join(
                "\n",
                "condition 1",
                id,
                summary.toString(),
                String.join(",", view),
                match.toString(),
                severity.name(),
                window.toString(),
                when.text(),
                clearText(),
                hold.toString(),
                keep.toString(),
                Long.toString(minCalls),
                runbook);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The clear condition as text, also where it is the default. */
    String clearText() {
        return clear == null ? "!(" + when.text() + ")" : clear.text();
    }

    /** The figures that back a verdict: calls, and what the conditions and the summary name, as far as they were measured. */
    Map<String, Double> evidence(Kpis total) {
        Map<String, Measure> measures = new LinkedHashMap<>();
        measures.put("calls", Measures.all().get(0));
        measures.putAll(when.measures());
        if (clear != null) {
            measures.putAll(clear.measures());
        }
        measures.putAll(summary.measures());
        Map<String, Double> evidence = new TreeMap<>(); // the same bytes in every process
        measures.forEach((name, measure) -> {
            double value = measure.of(total, window.toMillis());
            if (!Double.isNaN(value)) {
                evidence.put(name, value);
            }
        });
        return evidence;
    }
}
