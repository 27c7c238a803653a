package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.ClosedMark;
import dev.hypercare.contract.Resolution;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowMarksTest {
    private static final long DAY = Resolution.DAY.millis();
    private static final long START = 20_000 * DAY + 36_000_000;

    private final Map<Resolution, TreeMap<Long, Long>> stores = new EnumMap<>(Resolution.class);
    private final WindowMarks marks = new WindowMarks();

    @Test
    void everyStoreIsMarkedWithTheFirstPane() {
        marks.closed(Resolution.PANE, START);
        mark(START + 10_000);
        assertThat(stores).hasSize(Resolution.values().length);
        for (Resolution resolution : Resolution.values()) {
            assertThat(stores.get(resolution)).containsOnly(Map.entry(resolution.startOf(START), START + 10_000));
        }
    }

    @Test
    void silenceMovesTheMarkOnAndNotItsTime() {
        marks.closed(Resolution.PANE, START);
        mark(START + 10_000);
        mark(START + 3 * DAY + 4_000);
        assertThat(stores.get(Resolution.PANE)).containsOnly(Map.entry(START, START + 3 * DAY));
    }

    @Test
    void aCorrectionOfAnOldWindowDoesNotPutTheMarkBack() {
        marks.closed(Resolution.PANE, START);
        mark(START + 10_000);
        marks.closed(Resolution.PANE, START - 60_000);
        mark(START + 20_000);
        assertThat(stores.get(Resolution.PANE)).containsOnly(Map.entry(START, START + 20_000));
    }

    @Test
    void theMarkWithTheLatestTimeIsTheNewest() {
        for (int i = 0; i < 20; i++) {
            marks.closed(Resolution.PANE, START + (i - i % 3) * 10_000L);
            mark(START + (i + 1) * 10_000L);
            assertThat(stores.get(Resolution.PANE).lastEntry().getValue()).isEqualTo(START + (i + 1) * 10_000L);
        }
    }

    @Test
    void aStoreOfAnOlderVersionIsMarkedWithItsNextWindow() {
        marks.restore(Resolution.PANE, Watermarks.NONE);
        mark(START);
        assertThat(stores).doesNotContainKey(Resolution.PANE);
        marks.closed(Resolution.PANE, START);
        mark(START + 10_000);
        assertThat(stores.get(Resolution.PANE)).containsOnly(Map.entry(START, START + 10_000));
    }

    @Test
    void anEmptyStoreIsMarkedOnceAtTheTimeThatItBeganWith() {
        mark(START);
        mark(START + 5 * DAY);
        assertThat(stores.get(Resolution.MINUTE)).containsOnly(Map.entry(START - 60_000, START + 5 * DAY));
    }

    private void mark(long settledUpTo) {
        marks.mark(
                settledUpTo,
                (resolution, mark, at) -> stores.computeIfAbsent(resolution, unseen -> new TreeMap<>())
                        .put(at, ClosedMark.closedUpTo(mark)));
    }
}
