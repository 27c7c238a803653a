package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiPart.SeriesWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MostOfTest {
    private static final SeriesFilter ROUTES = new SeriesFilter(List.of("api", "route", "method"), Map.of());
    private static final List<String> WORDS =
            List.of("failed", "calls", "failedShare", "p99", "meanLatency", "latency");

    @Property(tries = 200)
    void theMostOfAllPartitionsAreAmongTheMostOfEach(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int partitions,
            @ForAll @IntRange(min = 1, max = 8) int limit,
            @ForAll @IntRange(max = 4) int minCalls) {
        Random random = new Random(seed);
        List<FakeKpis> readers = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            FakeKpis reader = new FakeKpis();
            reader.closedUpTo = START + 900_000;
            readers.add(reader);
        }
        for (int i = 0; i < 80; i++) {
            int route = random.nextInt(20);
            readers.get(route % partitions)
                    .call(
                            "api=a,route=/" + route + ",method=GET",
                            START + random.nextInt(900_000),
                            random.nextInt(3) == 0 ? 503 : 200,
                            (long) random.nextInt(2_000_000));
        }
        for (String word : WORDS) {
            KpiPart all = measure(readers, null);
            List<String> expected = ranked(all, word, minCalls);
            KpiPart most = measure(readers, new Ranking(word, minCalls, limit));
            List<String> told = ranked(most, word, minCalls);
            assertThat(told.subList(0, Math.min(limit, told.size())))
                    .as(word)
                    .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
            assertThat(told.size() + most.left()).isEqualTo(expected.size());
            assertThat(all.series()).as("the figures are the same").containsAll(most.series());
        }
    }

    private static KpiPart measure(List<FakeKpis> readers, Ranking ranking) {
        KpiQuestion question =
                new KpiQuestion(ROUTES, START, START + 600_000, null, 1_000, true, "", "", null, ranking);
        return KpiPart.of(
                readers.stream().map(reader -> reader.measure(question)).toList(), 1_000);
    }

    /** Names, the largest first, as an answer has them. */
    private static List<String> ranked(KpiPart part, String word, int minCalls) {
        RankedKpi kpi = RankedKpi.of(word);
        List<SeriesWindows> series = new ArrayList<>(part.series());
        series.removeIf(each -> each.total().calls() < minCalls || amount(kpi, each.total()) == null);
        series.sort((one, other) -> {
            int order = Double.compare(amount(kpi, other.total()), amount(kpi, one.total()));
            return order == 0 ? one.series().compareTo(other.series()) : order;
        });
        return series.stream().map(SeriesWindows::series).toList();
    }

    private static Double amount(RankedKpi kpi, Kpis kpis) {
        return kpi.amount().apply(new KpiAnswer.Measured(START, START + 600_000, 600_000, kpis));
    }
}
