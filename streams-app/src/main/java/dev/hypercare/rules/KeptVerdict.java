package dev.hypercare.rules;

import dev.hypercare.contract.Severity;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import java.nio.ByteBuffer;

/**
 * What is remembered of a verdict that is not OK: enough to go on with it after a restart, and to end it when its rule is gone.
 *
 * @param version version of the rule that decided
 * @param state the verdict and its clocks
 * @param severity technical severity of that rule
 * @param condition its condition
 * @param windowSeconds its window
 * @param told how much a breach affected when it was told last
 */
record KeptVerdict(
        String version, JudgeState state, Severity severity, String condition, int windowSeconds, Extent told) {
    /**
     * First byte of the binary form. 1: without what was told; the phase {@link JudgeState.Phase#LOST} was added to it without another
     * number, so bytes of 1 may hold it. 2: with it.
     */
    private static final int LAYOUT = 2;

    static KeptVerdict of(Rule rule, JudgeState state, Extent told) {
        return new KeptVerdict(
                rule.version(),
                state,
                rule.severity(),
                rule.sensor().condition(),
                (int) rule.sensor().window().toSeconds(),
                told);
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
        told.write(writer);
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static KeptVerdict fromBytes(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        int layout = from.get();
        if (layout < 1 || layout > LAYOUT) {
            throw new UnknownLayout("verdicts in memory", layout, LAYOUT);
        }
        return new KeptVerdict(
                BinaryWriter.readText(from),
                JudgeState.read(from),
                Severity.valueOf(BinaryWriter.readText(from)),
                BinaryWriter.readText(from),
                Math.toIntExact(BinaryWriter.readNumber(from)),
                layout == 1 ? Extent.UNKNOWN : Extent.read(from));
    }
}
