package dev.hypercare.patterns;

import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.measure.BinaryWriter;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who said of which pattern that it is fixed. A mark without an end holds until the pattern comes back. */
final class FixedMarks {
    private static final Set<String> NAMES = Set.of(PatternRule.LABEL, "api");

    /**
     * Said of a pattern.
     *
     * @param from from when on, milliseconds
     * @param to until when; {@link Long#MAX_VALUE} for no end
     * @param by who said it
     */
    record Fixed(String pattern, long from, long to, String by) {
        byte[] toBytes() {
            BinaryWriter writer = new BinaryWriter();
            writer.text(pattern);
            writer.number(from);
            writer.number(to);
            writer.text(by);
            return writer.toBytes();
        }

        static Fixed of(byte[] bytes) {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            return new Fixed(
                    BinaryWriter.readText(from),
                    BinaryWriter.readNumber(from),
                    BinaryWriter.readNumber(from),
                    BinaryWriter.readText(from));
        }
    }

    private final Map<String, Fixed> byId = new HashMap<>();

    void clear() {
        byId.clear();
    }

    /** What a mark says; null where it says of no pattern that it is fixed. */
    static @Nullable Fixed read(@Nullable Mark mark) {
        if (mark == null
                || mark.getKind() != MarkKind.FIXED
                || !NAMES.containsAll(mark.getSelector().keySet())) {
            return null;
        }
        String pattern = mark.getSelector().get(PatternRule.LABEL);
        Instant to = mark.getTo();
        return pattern == null
                ? null
                : new Fixed(
                        pattern,
                        mark.getFrom().toEpochMilli(),
                        to == null ? Long.MAX_VALUE : to.toEpochMilli(),
                        mark.getBy());
    }

    /** Takes what a mark says, or that it was taken back; returns whether anything changed. */
    boolean put(String id, @Nullable Fixed fixed) {
        return fixed == null ? byId.remove(id) != null : !fixed.equals(byId.put(id, fixed));
    }

    /** The newest that holds for calls of the pane that begins at an instant, of any of these ids; null for none. */
    @Nullable
    Fixed holding(Collection<String> patterns, long paneStart) {
        Fixed newest = null;
        for (Fixed fixed : byId.values()) {
            if (patterns.contains(fixed.pattern())
                    && fixed.from() <= paneStart
                    && paneStart < fixed.to()
                    && (newest == null || newest.from() < fixed.from())) {
                newest = fixed;
            }
        }
        return newest;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }
}
