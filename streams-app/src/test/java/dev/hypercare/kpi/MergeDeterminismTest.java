package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.schemas.events.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What the merge makes of the calls of several partitions must not depend on when the combiners flush, on how their packs
 * interleave, or on restarts between.
 */
class MergeDeterminismTest {
    private static final long START = 1_800_000_000_000L;
    private static final int PARTITIONS = 3;
    private static final KpiConfig CONFIG = KpiConfig.read(Section.parse("kpi.yaml", "views: [api]", new Problems()));

    @Property(tries = 100)
    void slicesAndWindowsDependOnTheLogAlone(@ForAll long logSeed, @ForAll long a, @ForAll long b) {
        List<List<Call>> log = log(new Random(logSeed));
        Run first = run(log, new Random(a), false);
        Run second = run(log, new Random(b), true);
        assertThat(second.slices).isEqualTo(first.slices);
        assertThat(second.newest()).isEqualTo(first.newest());
    }

    @Property(tries = 100)
    void everyCallIsCountedOnceInEveryResolution(@ForAll long logSeed, @ForAll long runSeed) {
        List<List<Call>> log = log(new Random(logSeed));
        Run run = run(log, new Random(runSeed), true);
        for (Resolution resolution : List.of(Resolution.PANE, Resolution.MINUTE, Resolution.FIVE_MINUTES)) {
            Map<String, Long> expected = new TreeMap<>();
            log.forEach(partition -> partition.forEach(call -> {
                long start = resolution.startOf(call.getCompletedAt().toEpochMilli());
                expected.merge(resolution + " api=" + call.getApi() + " " + start, 1L, Long::sum);
            }));
            Map<String, Long> counted = new TreeMap<>();
            run.newest().forEach((key, window) -> {
                if (key.startsWith(resolution + " ")) {
                    counted.put(key, window.kpis().calls());
                }
            });
            assertThat(counted).isEqualTo(expected);
        }
    }

    /** Calls of each partition: mostly in order, some late by up to two minutes. */
    private static List<List<Call>> log(Random random) {
        List<List<Call>> log = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                long back = random.nextInt(10) == 0 ? random.nextInt(120_000) : random.nextInt(1_500);
                long at = START + i * 1_500L + random.nextInt(1_000) - back;
                calls.add(Calls.call(
                        "g" + partition, "api" + random.nextInt(2), "/r", 200, at, random.nextInt(1_000_000)));
            }
            log.add(calls);
        }
        return log;
    }

    private static Run run(List<List<Call>> log, Random random, boolean restarts) {
        List<Deque<byte[]>> packs = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            packs.add(combine(partition, log.get(partition), random));
        }
        Run run = new Run();
        while (packs.stream().anyMatch(queue -> !queue.isEmpty())) {
            Deque<byte[]> queue = packs.get(random.nextInt(PARTITIONS));
            if (!queue.isEmpty()) {
                run.process(queue.poll());
                if (restarts && random.nextInt(5) == 0) {
                    run.restart();
                }
            }
        }
        return run;
    }

    private static Deque<byte[]> combine(int partition, List<Call> calls, Random random) {
        Deque<byte[]> packs = new ArrayDeque<>();
        Combiner combiner = new Combiner(CONFIG);
        Watermarks watermarks = new Watermarks(CONFIG);
        for (Call call : calls) {
            long at = call.getCompletedAt().toEpochMilli();
            combiner.add(call, watermarks.isLate(at));
            watermarks.call(call.getGateway(), at);
            long watermark = watermarks.advance();
            if (random.nextInt(6) == 0) {
                packs.add(pack(partition, watermark, combiner));
            }
        }
        watermarks.tick(START + 1_000_000);
        packs.add(pack(partition, watermarks.advance(), combiner));
        return packs;
    }

    private static byte[] pack(int partition, long watermark, Combiner combiner) {
        List<Partial> partials = combiner.flush(series -> 0).getOrDefault(0, List.of());
        return new Partial.Pack(partition, watermark, partials).toBytes();
    }

    /** A merge with its stores, which outlive a restart. */
    private static final class Run implements MergeStorage {
        final List<String> slices = new ArrayList<>();
        private final Map<String, StoredWindow> windows = new TreeMap<>();
        private final Map<String, Object[]> due = new HashMap<>();
        private final List<byte[]> packs = new ArrayList<>();
        private Merger merger = new Merger(this, new RollUps(this, 1), PARTITIONS);

        void process(byte[] pack) {
            merger.add(Partial.Pack.fromBytes(pack));
            packs.add(pack);
        }

        void restart() {
            Merger before = merger;
            RollUps rollUps = new RollUps(this, 1);
            due.values().forEach(entry -> rollUps.restore((Resolution) entry[0], (long) entry[1], (Series) entry[2]));
            merger = new Merger(this, rollUps, PARTITIONS);
            merger.restore(before.closedUpTo(), before.watermarks());
            packs.forEach(pack -> merger.restore(Partial.Pack.fromBytes(pack)));
        }

        Map<String, StoredWindow> newest() {
            Map<String, StoredWindow> content = new TreeMap<>();
            // How many corrections there were depends on the flushes; what they add up to does not.
            windows.forEach((key, window) -> content.put(key, new StoredWindow(1, 0, window.kpis())));
            return content;
        }

        @Override
        public StoredWindow window(Resolution resolution, Series series, long start) {
            return windows.get(resolution + " " + series + " " + start);
        }

        @Override
        public void close(Resolution resolution, Series series, long start, StoredWindow window) {
            StoredWindow before = windows.put(resolution + " " + series + " " + start, window);
            assertThat(window.version()).isEqualTo(before == null ? 1 : before.version() + 1);
        }

        @Override
        public List<Kpis> windows(Resolution resolution, Series series, long from, long to) {
            List<Kpis> found = new ArrayList<>();
            for (long start = from; start < to; start += resolution.millis()) {
                StoredWindow window = window(resolution, series, start);
                if (window != null) {
                    found.add(window.kpis());
                }
            }
            return found;
        }

        @Override
        public void due(Resolution resolution, long start, Series series, boolean isDue) {
            String key = resolution + " " + start + " " + series;
            if (isDue) {
                due.put(key, new Object[] {resolution, start, series});
            } else {
                due.remove(key);
            }
        }

        @Override
        public void slice(ClosedSlice slice) {
            if (slices.isEmpty() && slice.kpis().isEmpty()) {
                return; // where empty time begins depends on the first packs; it changes no decision
            }
            slices.add(slice.startMillis() + " " + new TreeMap<>(texts(slice.kpis())));
        }

        private static Map<String, Kpis> texts(Map<Series, Kpis> kpis) {
            Map<String, Kpis> texts = new HashMap<>();
            kpis.forEach((series, sum) -> texts.put(series.text(), sum));
            return texts;
        }
    }
}
