package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiPart.SeriesWindows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Parts of an answer, each from one partition, against the answer of one reader that has all partitions. */
class KpiPartTest {
    private static final SeriesFilter ROUTES = new SeriesFilter(List.of("api", "route", "method"), Map.of("api", "a"));
    private static final SeriesFilter ONE = new SeriesFilter(List.of("api"), Map.of("api", "a"));

    @Property(tries = 100)
    void partsInWhateverOrderAndGroupsMakeTheWhole(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int partitions,
            @ForAll @IntRange(min = 1, max = 12) int limit) {
        Random random = new Random(seed);
        FakeKpis whole = new FakeKpis();
        whole.closedUpTo = START + 900_000;
        List<FakeKpis> readers = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            FakeKpis reader = new FakeKpis();
            reader.closedUpTo = whole.closedUpTo;
            readers.add(reader);
        }
        for (int i = 0; i < 60; i++) {
            int route = random.nextInt(10);
            String series = "api=a,route=/" + route + ",method=GET";
            long at = START + random.nextInt(900_000);
            long micros = random.nextInt(2_000_000);
            whole.call(series, at, 200, micros);
            readers.get(route % partitions).call(series, at, 200, micros);
        }
        for (Resolution step : new Resolution[] {null, Resolution.PANE, Resolution.FIVE_MINUTES}) {
            KpiQuestion question = new KpiQuestion(ROUTES, START, START + 600_000, step, limit, true);
            List<KpiPart> parts = new ArrayList<>(
                    readers.stream().map(reader -> reader.measure(question)).toList());
            Collections.shuffle(parts, random);
            while (parts.size() > 1) {
                int few = 2 + random.nextInt(parts.size() - 1);
                KpiPart some = KpiPart.of(parts.subList(0, few), limit);
                parts = new ArrayList<>(parts.subList(few, parts.size()));
                parts.add(some);
            }
            KpiPart together = KpiPart.of(parts, limit);
            KpiPart all = whole.measure(question);
            assertThat(together.series()).isEqualTo(all.series());
            assertThat(together.closedUpTo()).isEqualTo(all.closedUpTo());
            assertThat(together.known()).isTrue();
            KpiQuestion unlimited = new KpiQuestion(ROUTES, START, START + 600_000, step, 1_000, true);
            assertThat(together.cut()
                            || together.series().equals(whole.measure(unlimited).series()))
                    .as("what is left out is told")
                    .isTrue();
        }
    }

    @Test
    void noPaneIsPromisedWhileAPartitionIsClosingItsFirst() {
        KpiPart closed = new KpiPart(START + 10_000, true, false, List.of());
        KpiPart closing = new KpiPart(KpiPart.NOTHING_CLOSED, true, false, List.of());
        assertThat(KpiPart.of(List.of(closed, closed), 1).closedUpTo()).isEqualTo(START + 10_000);
        assertThat(KpiPart.of(List.of(closed, closing), 1).closed()).isEmpty();
        assertThat(KpiPart.of(List.of(), 1).closed()).isEmpty();
    }

    @Property(tries = 100)
    void seriesAddedUpWhereTheyAreKeptAreThoseAddedUpAfterwards(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int partitions) {
        Random random = new Random(seed);
        List<FakeKpis> readers = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            FakeKpis reader = new FakeKpis();
            reader.closedUpTo = START + 900_000;
            readers.add(reader);
        }
        for (int i = 0; i < 60; i++) {
            int route = random.nextInt(10);
            String series = "api=a,route=/" + route + ",method=" + (random.nextBoolean() ? "GET" : "POST");
            readers.get(route % partitions)
                    .call(series, START + random.nextInt(900_000), 200, (Long) (long) random.nextInt(2_000_000));
        }
        for (Resolution step : new Resolution[] {null, Resolution.PANE, Resolution.FIVE_MINUTES}) {
            for (List<String> by : List.of(List.<String>of(), List.of("method"), List.of("method", "api"))) {
                String upTo = random.nextBoolean() ? "" : "api=a,route=/5";
                KpiQuestion added =
                        new KpiQuestion(ROUTES, START, START + 600_000, step, 1_000, true, "", upTo, by, null);
                KpiQuestion each =
                        new KpiQuestion(ROUTES, START, START + 600_000, step, 1_000, true, "", upTo, null, null);
                KpiPart sums = KpiPart.of(
                        readers.stream().map(reader -> reader.measure(added)).toList(), 1_000);
                KpiPart series = KpiPart.of(
                        readers.stream().map(reader -> reader.measure(each)).toList(), 1_000);
                assertThat(sums.added()).isEqualTo(series.series().size());
                assertThat(sums.series()).isEqualTo(addedUp(series.series(), by));
            }
        }
    }

    private static List<SeriesWindows> addedUp(List<SeriesWindows> series, List<String> by) {
        TreeMap<String, TreeMap<Long, Kpis>> sums = new TreeMap<>();
        for (SeriesWindows one : series) {
            Map<String, String> labels = new Series(one.series()).labels();
            String name =
                    by.stream().map(label -> label + "=" + labels.get(label)).collect(Collectors.joining(","));
            one.windows()
                    .forEach(window -> sums.computeIfAbsent(name, unseen -> new TreeMap<>())
                            .computeIfAbsent(window.startMillis(), unseen -> new Kpis())
                            .merge(window.kpis()));
        }
        List<SeriesWindows> all = new ArrayList<>();
        sums.forEach((name, windows) -> all.add(new SeriesWindows(
                name,
                windows.entrySet().stream()
                        .map(one -> new Window(one.getKey(), one.getValue()))
                        .toList())));
        return all;
    }

    @Test
    void histogramsOfOneSeriesAreMergedAndNeverAveraged() {
        FakeKpis some = new FakeKpis().call("api=a", START, 200, 1_000L).call("api=a", START, 200, 1_000L);
        FakeKpis others = new FakeKpis().call("api=a", START, 200, 500_000L);
        some.closedUpTo = START + 60_000;
        others.closedUpTo = START + 60_000;
        KpiQuestion question = new KpiQuestion(ONE, START, START + 10_000, null, 1, true);
        KpiPart both = KpiPart.of(List.of(some.measure(question), others.measure(question)), 1);
        SeriesWindows series = both.series().get(0);
        assertThat(series.total().calls()).isEqualTo(3);
        assertThat(series.total().latency().percentile(50)).isBetween(990L, 1_010L);
        assertThat(series.total().latency().percentile(100)).isEqualTo(500_000L);
        assertThat(some.measure(question).series().get(0).total().calls())
                .as("the parts stay what they were")
                .isEqualTo(2);
    }

    @Test
    void isKnownAsFarAsTheSlowestPartIs() {
        KpiPart slow = new KpiPart(START, true, false, List.of());
        KpiPart quick = new KpiPart(START + 10_000, true, false, List.of());
        assertThat(KpiPart.of(List.of(quick, slow), 1).closedUpTo()).isEqualTo(START);
        assertThat(KpiPart.of(List.of(), 1)).isEqualTo(KpiPart.none());
    }
}
