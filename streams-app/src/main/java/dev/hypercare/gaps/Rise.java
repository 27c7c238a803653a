package dev.hypercare.gaps;

import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Pattern;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is remembered of a pattern that rises. */
final class Rise {
    private static final int LAYOUT = 1;

    /** The newest that was told of it. */
    Pattern pattern;
    /** Where the window began in which it was seen to rise, milliseconds. */
    final long since;
    /** When it was told to rise, milliseconds. */
    final long toldAt;
    /** Whether it was looked for an alert when the time had come. */
    boolean judged;
    /** Told of it and still open; null where there is none. */
    @Nullable
    Gap gap;

    Rise(Pattern pattern, long since, long toldAt) {
        this.pattern = pattern;
        this.since = since;
        this.toldAt = toldAt;
    }

    byte[] toBytes(GapForms forms) {
        BinaryWriter writer = new BinaryWriter();
        writer.raw(LAYOUT);
        writer.raw(judged ? 1 : 0);
        writer.number(since);
        writer.number(toldAt);
        writer.block(forms.patterns().bytes(pattern));
        writer.block(gap == null ? new byte[0] : forms.gaps().bytes(gap));
        return writer.toBytes();
    }

    /** Error: {@link UnknownLayout}. */
    static Rise of(byte[] bytes, GapForms forms) {
        ByteBuffer from = BinaryWriter.begin(bytes, LAYOUT, "rising patterns in memory");
        boolean judged = from.get() == 1;
        long since = BinaryWriter.readNumber(from);
        long toldAt = BinaryWriter.readNumber(from);
        Rise rise = new Rise(forms.patterns().value(BinaryWriter.readBlock(from)), since, toldAt);
        rise.judged = judged;
        byte[] gap = BinaryWriter.readBlock(from);
        rise.gap = gap.length == 0 ? null : forms.gaps().value(gap);
        return rise;
    }
}
