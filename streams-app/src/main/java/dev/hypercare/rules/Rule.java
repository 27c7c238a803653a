package dev.hypercare.rules;

import dev.hypercare.contract.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule: what all kinds have in common, and the {@link Sensor} of its kind.
 *
 * @param id a slug such as {@code api-5xx-rate}
 * @param summary the line for people
 * @param view the labels of the series it looks at
 * @param match which of them
 * @param severity technical severity
 * @param shadow whether it only says what it would say
 * @param sensor what it looks at
 * @param hold how long it has to see a breach before it is one
 * @param keep how long it has to see the end before the breach is over
 * @param runbook where to read what to do
 */
record Rule(
        String id,
        SummaryTemplate summary,
        List<String> view,
        LabelMatch match,
        Severity severity,
        boolean shadow,
        Sensor sensor,
        Duration hold,
        Duration keep,
        String runbook) {
    private static final int VERSION_DIGITS = 12;

    /** The first 12 hex digits of the SHA-256 of its canonical definition: another one for every change that matters. */
    String version() {
        List<String> definition = new ArrayList<>(List.of(
                id,
                summary.toString(),
                String.join(",", view),
                match.toString(),
                severity.name(),
                hold.toString(),
                keep.toString(),
                runbook));
        if (shadow) {
            definition.add("shadow");
        }
        definition.addAll(sensor.definition());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", definition).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The line for people of a series at the end of a slice. */
    String summary(Map<String, String> labels, Scene scene, Map<String, Double> evidence) {
        return summary.show(labels, measure -> scene.figure(Term.now(measure), sensor.window()), evidence);
    }

    /** The figures that back a verdict: those of the sensor, and those that the summary names. */
    Map<String, Double> evidence(Scene scene) {
        Map<String, Double> evidence = new TreeMap<>(sensor.evidence(scene)); // the same bytes in every process
        summary.measures().forEach((name, measure) -> {
            double value = scene.figure(Term.now(measure), sensor.window());
            if (!Double.isNaN(value)) {
                evidence.put(name, value);
            }
        });
        return evidence;
    }
}
