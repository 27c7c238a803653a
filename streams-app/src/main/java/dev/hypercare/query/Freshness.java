package dev.hypercare.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of what was asked for an answer knows.
 *
 * @param stale whether some of it was read from a copy, or from a task that is behind the others
 * @param behindMillis by how much event time the worst of that is behind; null where that is not known, or nothing is stale
 * @param missing what could not be read, by store and reason, each once
 */
public record Freshness(boolean stale, @Nullable Long behindMillis, List<Missing> missing) {
    /** All of it, as new as it gets. */
    public static final Freshness FRESH = new Freshness(false, null, List.of());

    /**
     * What could not be read.
     *
     * @param store whose partitions they are
     * @param partitions from 0
     * @param why for people
     */
    public record Missing(String store, SortedSet<Integer> partitions, String why) {
        @Override
        public String toString() {
            return store + " " + partitions.stream().map(String::valueOf).collect(Collectors.joining(",")) + " (" + why
                    + ")";
        }
    }

    public Freshness {
        missing = List.copyOf(missing);
    }

    /** One that is behind; null for by an unknown time. */
    public static Freshness behind(@Nullable Long millis) {
        return new Freshness(true, millis, List.of());
    }

    /** One without some partitions. */
    public static Freshness without(List<Missing> missing) {
        return new Freshness(false, null, missing);
    }

    /** What an answer made of both knows: the worse of each; in any order and grouping the same. */
    public Freshness and(Freshness other) {
        Map<String, Map<String, SortedSet<Integer>>> all = new TreeMap<>();
        for (List<Missing> some : List.of(missing, other.missing)) {
            some.forEach(each -> all.computeIfAbsent(each.store, unseen -> new TreeMap<>())
                    .computeIfAbsent(each.why, unseen -> new TreeSet<>())
                    .addAll(each.partitions));
        }
        List<Missing> together = new ArrayList<>();
        all.forEach(
                (store, whys) -> whys.forEach((why, partitions) -> together.add(new Missing(store, partitions, why))));
        return new Freshness(stale || other.stale, worse(other), together);
    }

    /** An unknown time is worse than any. */
    private @Nullable Long worse(Freshness other) {
        if (!stale) {
            return other.behindMillis;
        }
        if (!other.stale) {
            return behindMillis;
        }
        Long mine = behindMillis;
        Long others = other.behindMillis;
        return mine == null || others == null ? null : (Long) Math.max(mine, others);
    }

    /** {@code fresh}, {@code stale} or, whatever else holds, {@code partial}. */
    public String state() {
        return !missing.isEmpty() ? "partial" : stale ? "stale" : "fresh";
    }

    /** In one line of ASCII, for the header: {@code fresh}, {@code stale; behind=20s}, {@code partial; missing="kpi-open-panes 3"}. */
    public String header() {
        StringBuilder text = new StringBuilder(state());
        if (stale) {
            text.append("; behind=").append(shown());
        }
        if (!missing.isEmpty()) {
            text.append("; missing=\"")
                    .append(missing.stream()
                            .map(each -> each.store + " "
                                    + each.partitions.stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(",")))
                            .collect(Collectors.joining("; ")))
                    .append('"');
        }
        return text.toString();
    }

    /** For people; null where there is nothing to say. */
    public @Nullable String note() {
        List<String> notes = new ArrayList<>();
        if (!missing.isEmpty()) {
            notes.add("partial: without partitions "
                    + missing.stream().map(Missing::toString).collect(Collectors.joining("; ")));
        }
        if (stale) {
            notes.add("stale: some of it is "
                    + (behindMillis == null ? "of a copy, behind by an unknown time" : shown() + " behind the rest"));
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    private String shown() {
        return behindMillis == null
                ? "unknown"
                : String.format(Locale.ROOT, behindMillis % 1000 == 0 ? "%.0fs" : "%.3fs", behindMillis / 1000.0);
    }
}
