package dev.hypercare.patterns;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the calls of patterns by minute and by hour in which they completed, for questions about any range. */
final class PatternTallies {
    private final PatternMemory memory;

    PatternTallies(PatternMemory memory) {
        this.memory = memory;
    }

    /** Adds what was taken up of an API, by id of the pattern. */
    void add(String api, SortedMap<String, Sightings> seen) {
        for (Resolution resolution : PatternCounts.KEPT) {
            Map<Long, PatternCounts> windows = new TreeMap<>();
            seen.forEach((id, sightings) -> sightings
                    .panes()
                    .forEach((pane, calls) -> windows.computeIfAbsent(
                                    resolution.startOf(pane), start -> counts(resolution, api, start))
                            .add(id, calls)));
            windows.forEach((start, counts) -> memory.putCounts(resolution, api, start, counts.toBytes()));
        }
    }

    private PatternCounts counts(Resolution resolution, String api, long start) {
        byte[] kept = memory.counts(resolution, api, start);
        return kept == null ? new PatternCounts() : PatternCounts.of(kept);
    }
}
