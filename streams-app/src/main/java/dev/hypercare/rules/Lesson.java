package dev.hypercare.rules;

import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that is learned of every series that a rule looks at. Rules that name the same share it.
 *
 * @param name tells it from others, also where it is stored
 * @param fresh makes one that has learned nothing
 * @param stored reads one
 */
record Lesson(String name, Supplier<Learned> fresh, Function<ByteBuffer, Learned> stored) {
    /** Reads what was learned. */
    Learned read(ByteBuffer from) {
        return stored.apply(from);
    }

    @Override
    public boolean equals(Object o) {
        return o == this || o instanceof Lesson other && name.equals(other.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
