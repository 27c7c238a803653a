package dev.hypercare.gaps;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Gap;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is remembered of one life of an alert, from its firing on. */
final class AlertSpell {
    private static final int LAYOUT = 1;
    private static final int FALSE_ALARM = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int JUDGED = 4;

    /** The newest record of it. */
    Alert alert;
    /** When it fired, milliseconds. */
    final long firedAt;
    /** When somebody was told of it first; {@link GapTimes#NEVER} where nobody was. */
    long toldAt = GapTimes.NEVER;
    /** When it ended; {@link GapTimes#NEVER} while it lasts. */
    long endedAt = GapTimes.NEVER;
    /** Whether somebody said that nothing is wrong. */
    boolean falseAlarm;
    /** Whether somebody has taken it on. */
    boolean acknowledged;
    /** Whether it was looked for reports when the time had come. */
    boolean judged;
    /** How many lives of this alert before it nobody took note of. */
    int unreportedBefore;
    /** Told of it and still open; null where there is none. */
    @Nullable
    Gap gap;

    AlertSpell(Alert alert, long firedAt) {
        this.alert = alert;
        this.firedAt = firedAt;
    }

    /** Names the life: an alert has the same fingerprint in each. */
    static String key(Alert alert) {
        return alert.getFingerprint() + "|" + alert.getStartedAt().toEpochMilli();
    }

    long startedAt() {
        return alert.getStartedAt().toEpochMilli();
    }

    @Nullable
    String api() {
        return alert.getLabels().get("api");
    }

    /** Whether it says in a span of time that something is wrong. */
    boolean covers(long from, long to) {
        return !falseAlarm && firedAt <= to && endedAt >= from;
    }

    byte[] toBytes(GapForms forms) {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.raw((falseAlarm ? FALSE_ALARM : 0) | (acknowledged ? ACKNOWLEDGED : 0) | (judged ? JUDGED : 0));
        writer.number(firedAt);
        writer.number(toldAt);
        writer.number(endedAt);
        writer.number(unreportedBefore);
        writer.block(forms.alerts().bytes(alert));
        writer.block(gap == null ? new byte[0] : forms.gaps().bytes(gap));
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static AlertSpell of(byte[] bytes, GapForms forms) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "alerts in the memory of the gaps stage");
        int flags = from.get();
        long firedAt = BinaryWriter.readNumber(from);
        long toldAt = BinaryWriter.readNumber(from);
        long endedAt = BinaryWriter.readNumber(from);
        int unreportedBefore = Math.toIntExact(BinaryWriter.readNumber(from));
        AlertSpell spell = new AlertSpell(forms.alerts().value(BinaryWriter.readBlock(from)), firedAt);
        spell.toldAt = toldAt;
        spell.endedAt = endedAt;
        spell.unreportedBefore = unreportedBefore;
        spell.falseAlarm = (flags & FALSE_ALARM) != 0;
        spell.acknowledged = (flags & ACKNOWLEDGED) != 0;
        spell.judged = (flags & JUDGED) != 0;
        byte[] gap = BinaryWriter.readBlock(from);
        spell.gap = gap.length == 0 ? null : forms.gaps().value(gap);
        return spell;
    }
}
