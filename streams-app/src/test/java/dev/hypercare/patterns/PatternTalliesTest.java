package dev.hypercare.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.PatternCounts;
import dev.hypercare.contract.Resolution;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PatternTalliesTest {
    private static final long START = DeskOfPatterns.START.toEpochMilli();
    private static final long PANE = Resolution.PANE.millis();

    private final HeapPatternMemory memory = new HeapPatternMemory();
    private final PatternTallies tallies = new PatternTallies(memory);

    @Test
    void messagesThatSpanPanesCountInTheWindowOfEach() {
        tallies.add("pay", seen("a", Map.of(50L, 1L, 60L, 2L, 3590L, 4L, 3600L, 8L)));
        tallies.add("pay", seen("a", Map.of(50L, 16L, 3600L, 32L)));
        tallies.add("pay", seen("b", Map.of(60L, 64L)));
        tallies.add("mail", seen("a", Map.of(60L, 128L)));
        assertThat(calls(Resolution.MINUTE, "pay"))
                .isEqualTo(Map.of(
                        0L, Map.of("a", 17L),
                        60L, Map.of("a", 2L, "b", 64L),
                        3540L, Map.of("a", 4L),
                        3600L, Map.of("a", 40L)));
        assertThat(calls(Resolution.HOUR, "pay"))
                .isEqualTo(Map.of(0L, Map.of("a", 23L, "b", 64L), 3600L, Map.of("a", 40L)));
        assertThat(calls(Resolution.HOUR, "mail")).isEqualTo(Map.of(0L, Map.of("a", 128L)));
    }

    /** @param calls by second of their pane */
    private static TreeMap<String, Sightings> seen(String id, Map<Long, Long> calls) {
        Sightings sightings = new Sightings();
        calls.forEach((second, count) -> sightings.addUntold(START + second * 1000, count, PANE));
        return new TreeMap<>(Map.of(id, sightings));
    }

    /** Calls by second and id. */
    private Map<Long, Map<String, Long>> calls(Resolution resolution, String api) {
        Map<Long, Map<String, Long>> calls = new TreeMap<>();
        memory.counted(resolution).forEach((start, byApi) -> {
            if (byApi.containsKey(api)) {
                calls.put(
                        (start - START) / 1000,
                        PatternCounts.of(Objects.requireNonNull(byApi.get(api))).byId());
            }
        });
        return calls;
    }
}
