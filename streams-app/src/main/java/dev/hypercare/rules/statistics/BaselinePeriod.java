package dev.hypercare.rules.statistics;

import dev.hypercare.contract.measure.BinaryWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a frozen baseline was learned from.
 *
 * @param name for people, such as {@code pre-launch}; not empty
 * @param from first instant, milliseconds since the epoch
 * @param to first instant after it
 */
public record BaselinePeriod(String name, long from, long to) {
    /** Error: {@link IllegalArgumentException} for an empty name or period. */
    public BaselinePeriod {
        if (name.isEmpty() || to <= from) {
            throw new IllegalArgumentException("baseline '" + name + "' from " + from + " to " + to
                    + " (expected: a name, and a period of some length)");
        }
    }

    /** Writes one or none. */
    static void write(@Nullable BaselinePeriod period, BinaryWriter to) {
        to.text(period == null ? "" : period.name);
        if (period != null) {
            to.number(period.from);
            to.number(period.to);
        }
    }

    /** The inverse of {@link #write}. */
    static @Nullable BaselinePeriod read(ByteBuffer from) {
        String name = BinaryWriter.readText(from);
        return name.isEmpty()
                ? null
                : new BaselinePeriod(name, BinaryWriter.readNumber(from), BinaryWriter.readNumber(from));
    }
}
