package dev.hypercare.rules;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;

/**
 * What is remembered of a verdict that is not OK: enough to go on with it after a restart, and to end it when its rule is gone.
 *
 * @param version version of the rule that decided
 * @param state the verdict and its clocks
 * @param severity technical severity of that rule
 * @param condition its condition
 * @param windowSeconds its window
 */
record KeptVerdict(String version, JudgeState state, Severity severity, String condition, int windowSeconds) {
    private static final int LAYOUT = 1;

    static KeptVerdict of(Rule rule, JudgeState state) {
        return new KeptVerdict(
                rule.version(), state, rule.severity(), rule.sensor().condition(), (int)
                        rule.sensor().window().toSeconds());
    }

    /** The key of a rule's verdict on a series. */
    static String key(String rule, String series) {
        return rule + "\n" + series;
    }

    byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.text(version);
        state.write(writer);
        writer.text(severity.name());
        writer.text(condition);
        writer.number(windowSeconds);
        return writer.toBytes();
    }

    /** Error: {@link IllegalArgumentException} for another layout. */
    static KeptVerdict fromBytes(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        int layout = from.get();
        if (layout != LAYOUT) {
            throw new IllegalArgumentException("verdict in layout " + layout + " (expected: " + LAYOUT + ")");
        }
        return new KeptVerdict(
                BinaryWriter.readText(from),
                JudgeState.read(from),
                Severity.valueOf(BinaryWriter.readText(from)),
                BinaryWriter.readText(from),
                Math.toIntExact(BinaryWriter.readNumber(from)));
    }
}
