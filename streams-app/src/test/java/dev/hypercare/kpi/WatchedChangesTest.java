package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.contract.measure.Watched;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What rules look at may change while calls are counted. */
class WatchedChangesTest {
    private static final long START = 1_800_000_000_000L;
    private static final KpiConfig CONFIG =
            KpiConfig.read(Section.parse("kpi.yaml", "{views: [api, 'api, route'], lateness: 2s}", new Problems()));

    private final Deque<byte[]> packs = new ArrayDeque<>();
    private final Growing watched = new Growing();
    private final CombineStep step = new CombineStep(CONFIG, 0, new TreeMap<>(), packs, counts -> {}, watched);

    /** The views that a test has added so far. */
    private static final class Growing implements Watched {
        private final Set<String> views = new TreeSet<>();

        void add(String view) {
            views.add(view);
        }

        @Override
        public boolean watches(String view) {
            return views.contains(view);
        }

        @Override
        public long revision() {
            return views.size();
        }

        @Override
        public Watched from(long instant) {
            return Set.copyOf(views)::contains;
        }
    }

    @Test
    void whatIsWatchedAnewIsToldApartSecondBySecondFromTheNextFlushOn() {
        assertThat(flushed(0)).containsExactly("api=pay panes 0", "api=pay,route=/r panes 0");
        watched.add("api");
        assertThat(step.isDue()).isTrue();
        assertThat(flushed(10)).containsExactly("api=pay panes 10", "api=pay,route=/r panes 10");
        assertThat(step.isDue()).isFalse();
        assertThat(flushed(20))
                .containsExactly(
                        "api=pay slices 20", "api=pay slices 21", "api=pay slices 22", "api=pay,route=/r panes 20");
        watched.add("api,route");
        watched.add(Telemetry.VIEW);
        step.flush();
        assertThat(flushed(30))
                .containsExactly(
                        "api=pay slices 30",
                        "api=pay slices 31",
                        "api=pay slices 32",
                        "api=pay,route=/r slices 30",
                        "api=pay,route=/r slices 31",
                        "api=pay,route=/r slices 32",
                        "source=0,gateway=edge-1 slices 30",
                        "source=0,gateway=edge-1 slices 31",
                        "source=0,gateway=edge-1 slices 32");
    }

    /** Three calls, one a second, and a flush: the cells that were handed on. */
    private Set<String> flushed(long second) {
        packs.clear();
        for (int i = 0; i < 3; i++) {
            step.call(Calls.call("pay", "/r", 200, START + (second + i) * 1000, 1000));
        }
        step.flush();
        Set<String> cells = new TreeSet<>();
        for (byte[] bytes : packs) {
            Pack pack = new Pack(bytes);
            while (pack.next()) {
                String series =
                        new String(pack.bytes(), pack.seriesStart(), pack.seriesLength(), StandardCharsets.UTF_8);
                cells.add(series + (pack.sliced() ? " slices " : " panes ") + (pack.slice() - START) / 1000);
            }
        }
        return cells;
    }
}
