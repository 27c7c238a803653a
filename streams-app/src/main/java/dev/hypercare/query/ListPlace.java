package dev.hypercare.query;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a list: what the list is sorted by, the first part first. No two things in a list have the same.
 *
 * @param parts texts that are compared by their characters
 */
record ListPlace(List<String> parts) implements Comparable<ListPlace> {
    ListPlace {
        parts = List.copyOf(parts);
    }

    /** One of texts; a missing one stands before all others. */
    static ListPlace of(@Nullable String... parts) {
        return new ListPlace(
                Arrays.stream(parts).map(part -> part == null ? "" : part).toList());
    }

    /** A part by which smaller numbers come first. */
    static String up(long number) {
        return String.format("%016x", number ^ Long.MIN_VALUE);
    }

    /** A part by which greater numbers come first. */
    static String down(long number) {
        return up(~number);
    }

    /** A part by which what is older comes first. */
    static String up(Instant time) {
        return up(time.toEpochMilli());
    }

    /** A part by which what is newer comes first. */
    static String down(Instant time) {
        return down(time.toEpochMilli());
    }

    @Override
    public int compareTo(ListPlace other) {
        int both = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < both; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }
}
