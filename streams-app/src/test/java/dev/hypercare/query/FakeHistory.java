package dev.hypercare.query;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts of patterns in maps, as the stage makes them. */
final class FakeHistory implements PatternHistory {
    private final TreeMap<String, PatternCounts> windows = new TreeMap<>();
    private final TreeSet<String> apis = new TreeSet<>();
    private final List<String> read = new ArrayList<>();
    private long upTo;

    /** Calls of a pattern complete at an instant, milliseconds. */
    void calls(String api, String id, long at, long calls) {
        apis.add(api);
        for (Resolution resolution : PatternCounts.KEPT) {
            windows.computeIfAbsent(key(resolution, api, resolution.startOf(at)), unseen -> new PatternCounts())
                    .add(id, calls);
        }
    }

    /** Properties have one instance for all tries. */
    void clear() {
        windows.clear();
        apis.clear();
        read.clear();
    }

    void upTo(long instant) {
        upTo = instant;
    }

    /** How many windows were asked for, of one length. */
    long asked(Resolution resolution) {
        return read.stream().filter(resolution.label()::equals).count();
    }

    @Override
    public OptionalLong countedUpTo() {
        return upTo == 0 ? OptionalLong.empty() : OptionalLong.of(upTo);
    }

    @Override
    public List<String> apis() {
        return List.copyOf(apis);
    }

    @Override
    public List<PatternCounts> windows(Resolution resolution, String api, long from, long to) {
        List<PatternCounts> found = new ArrayList<>();
        for (long start = from; start < to; start += resolution.millis()) {
            read.add(resolution.label());
            PatternCounts counts = windows.get(key(resolution, api, start));
            boolean kept = start >= upTo - resolution.kept().toMillis();
            if (counts != null && kept) {
                found.add(counts);
            }
        }
        return found;
    }

    private static String key(Resolution resolution, String api, long start) {
        return resolution.label() + " " + api + " " + start;
    }
}
