package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.StoredWindow;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.contract.measure.Watched;
import dev.hypercare.schemas.events.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What the merge makes of the calls of several partitions must not depend on when the combiners flush, on how their packs
 * interleave, or on restarts between.
 */
class MergeDeterminismTest {
    private static final long START = 1_800_000_000_000L;
    private static final int PARTITIONS = 3;
    private static final KpiConfig CONFIG = KpiConfig.read(
            Section.parse("kpi.yaml", "{views: [api, 'api, route'], lateness: 2s, max-series: 3}", new Problems()));

    /** What was heard of gateways, too. */
    private static final Watched WATCHED = view -> view.equals("api") || view.equals(Telemetry.VIEW);

    @Property(tries = 100)
    void slicesAndRecordsAreTheSameInTheSameOrderWhateverTheRun(@ForAll long logSeed, @ForAll long a, @ForAll long b) {
        List<List<Call>> log = log(new Random(logSeed));
        Run first = run(log, new Random(a), false);
        Run second = run(log, new Random(b), true);
        assertSame(second.slices, first.slices);
        assertSame(second.records, first.records);
    }

    private static void assertSame(List<String> actual, List<String> expected) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i)).as("number " + i).isEqualTo(expected.get(i));
        }
        assertThat(actual).hasSameSizeAs(expected);
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
            run.windows.forEach((key, window) -> {
                if (key.startsWith(resolution + " ") && !key.contains("route=")) {
                    counted.put(key, window.kpis().calls());
                }
            });
            assertThat(counted).isEqualTo(expected);
        }
    }

    @Property(tries = 30)
    void callsOfSeriesWithoutAPlaceAreCountedInTheOverflow(@ForAll long logSeed, @ForAll long runSeed) {
        List<List<Call>> log = log(new Random(logSeed));
        Run run = run(log, new Random(runSeed), true);
        long byApi = run.calls(Resolution.MINUTE, key -> !key.contains("route="));
        assertThat(run.calls(Resolution.MINUTE, key -> key.contains("route="))).isEqualTo(byApi);
        assertThat(run.calls(Resolution.MINUTE, key -> key.contains("route={overflow}")))
                .isPositive();
    }

    @Test
    void closingStopsBetweenTwoSeriesWhereTimeIsShort() {
        int stopped = 0;
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            stopped += run(log(random), random, true).stoppedInTheMiddle;
        }
        assertThat(stopped).isGreaterThan(10);
    }

    @Test
    void aSilenceOfDaysIsAFewSlicesAndClosesWhatWasOpen() {
        long silence = 3 * 86_400_000L + 7000;
        Run run = new Run();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Deque<byte[]> packs = new ArrayDeque<>();
            CombineStep step = new CombineStep(CONFIG, partition, new TreeMap<>(), packs);
            step.call(Calls.call("pay", "/r", 200, START + 500, 1000));
            step.tick(START + silence);
            step.flush();
            step.call(Calls.call("pay", "/r", 200, START + silence + 500, 1000));
            step.tick(START + silence + 86_400_000L);
            step.flush();
            packs.forEach(run::process);
        }
        assertThat(run.handed).isLessThan(80);
        assertThat(run.slices).hasSizeGreaterThan(2 * (4 * 86_400 - 60));
        for (Resolution resolution : Resolution.values()) {
            assertThat(run.calls(resolution, key -> !key.contains("route=")))
                    .as(resolution.name())
                    .isEqualTo(2 * PARTITIONS);
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
                Call call = Calls.call(
                        "g" + partition,
                        "api" + random.nextInt(2),
                        "/r" + random.nextInt(4),
                        random.nextInt(9) == 0 ? 503 : 200,
                        at,
                        random.nextInt(1_000_000));
                calls.add(Call.newBuilder(call)
                        .setConsumer("c" + random.nextInt(50))
                        .setTraceId("t" + random.nextInt(1_000))
                        .build());
            }
            log.add(calls);
        }
        return log;
    }

    private static Run run(List<List<Call>> log, Random random, boolean restarts) {
        List<Deque<byte[]>> packs = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            packs.add(combine(partition, log.get(partition), random, restarts));
        }
        Run run = new Run();
        if (restarts) {
            run.hasTime = () -> random.nextInt(4) != 0;
        }
        while (packs.stream().anyMatch(queue -> !queue.isEmpty())) {
            Deque<byte[]> queue = packs.get(random.nextInt(PARTITIONS));
            if (!queue.isEmpty()) {
                run.process(queue.poll());
                if (restarts && random.nextInt(5) == 0) {
                    run.restart();
                }
            }
        }
        while (run.merger.isBehind()) {
            run.goOn();
            if (restarts && random.nextInt(5) == 0) {
                run.restart();
            }
        }
        return run;
    }

    /** One partition of calls with what it remembers; starts anew after some of the flushes. */
    private static Deque<byte[]> combine(int partition, List<Call> calls, Random random, boolean restarts) {
        Deque<byte[]> packs = new ArrayDeque<>();
        Map<String, byte[]> remembered = new TreeMap<>();
        CombineStep step = new CombineStep(CONFIG, partition, remembered, packs, counts -> {}, WATCHED);
        for (Call call : calls) {
            step.call(call);
            if (random.nextInt(6) == 0) {
                step.flush();
                if (restarts && random.nextInt(4) == 0) {
                    step = new CombineStep(CONFIG, partition, remembered, packs, counts -> {}, WATCHED);
                }
            }
        }
        step.tick(START + 1_000_000);
        step.flush();
        return packs;
    }

    /** A merge with its stores, which outlive a restart. */
    private static final class Run implements MergeStorage {
        final List<String> slices = new ArrayList<>();
        final List<String> records = new ArrayList<>();
        final Map<String, StoredWindow> windows = new HashMap<>();
        private final Map<String, List<Series>> due = new TreeMap<>();
        private final List<byte[]> packs = new ArrayList<>();
        int handed;
        private Merger merger = new Merger(this, new RollUps(this, 1), PARTITIONS);
        private BooleanSupplier hasTime = () -> true;
        int stoppedInTheMiddle;

        void process(byte[] pack) {
            merger.add(new Pack(pack));
            packs.add(pack);
            goOn();
        }

        void goOn() {
            merger.advance(hasTime);
            byte[] progress = merger.unsettled();
            stoppedInTheMiddle += progress != null && progress.length > 1 ? 1 : 0;
        }

        void restart() {
            Merger before = merger;
            merger = new Merger(this, new RollUps(this, 1), PARTITIONS);
            merger.restore(before.closedUpTo(), before.watermarks());
            byte[] unsettled = before.unsettled();
            if (unsettled != null) {
                merger.restoreUnsettled(unsettled);
            }
            due.keySet().forEach(key -> {
                String[] parts = key.split(" ");
                merger.restoreRollUp(Resolution.valueOf(parts[0]), Long.parseLong(parts[1]));
            });
            packs.forEach(pack -> merger.restore(new Pack(pack)));
        }

        long calls(Resolution resolution, Predicate<String> keys) {
            return windows.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(resolution + " ") && keys.test(entry.getKey()))
                    .mapToLong(entry -> entry.getValue().kpis().calls())
                    .sum();
        }

        @Override
        public StoredWindow window(Resolution resolution, Series series, long start) {
            return windows.get(resolution + " " + series + " " + start);
        }

        @Override
        public byte[] close(Resolution resolution, SeriesTotals series, long start, StoredWindow window) {
            String key = resolution + " " + series.series() + " " + start;
            StoredWindow before = windows.put(key, StoredWindow.fromBytes(window.toBytes()));
            assertThat(window.version()).isEqualTo(before == null ? 1 : before.version() + 1);
            records.add(key + " " + HexFormat.of().formatHex(window.toBytes()));
            return window.toBytes();
        }

        @Override
        public List<byte[]> windows(Resolution resolution, Series series, long from, long to) {
            List<byte[]> found = new ArrayList<>();
            for (long start = from; start < to; start += resolution.millis()) {
                StoredWindow window = window(resolution, series, start);
                if (window != null) {
                    found.add(window.toBytes());
                }
            }
            return found;
        }

        @Override
        public void addDue(Resolution resolution, long start, List<Series> series) {
            due.computeIfAbsent(resolution + " " + start, unseen -> new ArrayList<>())
                    .addAll(series);
        }

        @Override
        public SortedSet<String> due(Resolution resolution, long start) {
            SortedSet<String> texts = new TreeSet<>();
            due.getOrDefault(resolution + " " + start, List.of()).forEach(series -> texts.add(series.text()));
            return texts;
        }

        @Override
        public void removeDue(Resolution resolution, long start) {
            due.remove(resolution + " " + start);
        }

        @Override
        public void slice(ClosedSlice slice) {
            handed++;
            Map<Series, Kpis> kpis = slice.kpis();
            if (slices.isEmpty() && kpis.isEmpty()) {
                return; // where empty time begins depends on the first packs; it changes no decision
            }
            Map<String, String> texts = new TreeMap<>();
            kpis.forEach(
                    (series, sum) -> texts.put(series.text(), HexFormat.of().formatHex(sum.toBytes())));
            for (long at = slice.startMillis(); at < slice.endMillis(); at += Resolution.SLICE_MILLIS) {
                slices.add(at + " " + texts); // how many empty ones come as one depends on the run
            }
        }
    }
}
