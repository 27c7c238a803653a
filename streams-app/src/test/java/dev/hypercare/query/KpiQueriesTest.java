package dev.hypercare.query;

import static dev.hypercare.query.FakeKpis.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.query.KpiAnswer.Measured;
import dev.hypercare.query.KpiAnswer.SeriesKpis;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KpiQueriesTest {
    private static final SeriesFilter ONE = new SeriesFilter(List.of("api"), Map.of("api", "a"));
    private static final SeriesFilter ROUTES = new SeriesFilter(List.of("api", "route", "method"), Map.of("api", "a"));
    private final FakeKpis kpis = new FakeKpis();
    private final KpiQueries queries = new KpiQueries(kpis);

    @Test
    void roundsTheRangeOutwardToPanesAndSaysSo() {
        kpis.call("api=a", START + 3_000, 200, 1000L).call("api=a", START + 21_000, 500, 3000L);
        kpis.closedUpTo = START + 60_000;
        KpiAnswer answer = queries.answer(query(ONE, START + 5_000, START + 15_000, null), START + 61_000);
        assertThat(answer.from()).isEqualTo(START);
        assertThat(answer.to()).isEqualTo(START + 20_000);
        assertThat(answer.asOf()).isEqualTo(START + 60_000);
        Measured total = answer.series().get(0).total();
        assertThat(total.kpis().calls()).isEqualTo(1);
        assertThat(total.callsPerSecond()).isEqualTo(0.05);
        assertThat(total.availability()).isEqualTo(1.0);
    }

    @Test
    void dividesRatesByThePartOfTheRangeThatHasClosed() {
        for (int second = 0; second < 60; second++) {
            kpis.call("api=a", START + second * 1000, 200, 1000L);
        }
        kpis.closedUpTo = START + 30_000;
        Measured total = queries.answer(query(ONE, START, START + 300_000, null), START + 36_000)
                .series()
                .get(0)
                .total();
        assertThat(total.kpis().calls()).isEqualTo(30);
        assertThat(total.closedMillis()).isEqualTo(30_000);
        assertThat(total.callsPerSecond()).isEqualTo(1.0);
    }

    @Test
    void nothingClosedYetIsNotZero() {
        kpis.call("api=a", START, 200, 1000L);
        kpis.closedUpTo = START - 10_000;
        Measured total = queries.answer(query(ONE, START, START + 10_000, null), START)
                .series()
                .get(0)
                .total();
        assertThat(total.callsPerSecond()).isNull();
        assertThat(total.availability()).isNull();
    }

    @Test
    void rowsWithoutCallsAreRowsAndWhatHasNotClosedIsNone() {
        kpis.call("api=a", START + 65_000, 200, 1000L).call("api=a", START + 190_000, 200, 1000L);
        kpis.closedUpTo = START + 250_000;
        List<Measured> rows = queries.answer(
                        query(ONE, START + 30_000, START + 600_000, Resolution.MINUTE), START + 256_000)
                .series()
                .get(0)
                .rows();
        assertThat(rows).extracting(row -> (row.from() - START) / 1000).containsExactly(30L, 60L, 120L, 180L, 240L);
        assertThat(rows).extracting(row -> row.kpis().calls()).containsExactly(0L, 1L, 0L, 1L, 0L);
        assertThat(rows)
                .extracting(Measured::closedMillis)
                .containsExactly(30_000L, 60_000L, 60_000L, 60_000L, 10_000L);
    }

    @Property(tries = 100)
    void rowsAddUpToTheTotalAtEveryStep(
            @ForAll long seed,
            @ForAll @IntRange(max = 7200) int fromSecond,
            @ForAll @IntRange(min = 1, max = 7200) int seconds,
            @ForAll @IntRange(max = 15_000) int closedSecond) {
        FakeKpis reader = new FakeKpis();
        reader.closedUpTo = Resolution.PANE.startOf(START + closedSecond * 1000L);
        Random random = new Random(seed);
        for (int i = 0; i < 80; i++) {
            reader.call("api=a", START + random.nextInt(14_400_000), 200, (long) random.nextInt(100_000));
        }
        long from = START + fromSecond * 1000L;
        for (Resolution step : Resolution.values()) {
            KpiAnswer answer =
                    new KpiQueries(reader).answer(query(ONE, from, from + seconds * 1000L, step), START + 15_000_000);
            SeriesKpis series = answer.series().get(0);
            Kpis sum = new Kpis();
            series.rows().forEach(row -> sum.merge(row.kpis()));
            assertThat(sum)
                    .isEqualTo(series.total().kpis())
                    .isEqualTo(reader.naive("api=a", answer.from(), answer.to()));
            assertThat(series.rows()).allMatch(row -> row.from() < row.to() && row.to() <= answer.to());
        }
    }

    @Test
    void wherePanesAreNoLongerKeptTheRangeAndTheStepAreThoseOfTheMinutes() {
        long day = Resolution.DAY.millis();
        kpis.call("api=a", START + 61_000, 200, 1000L);
        kpis.closedUpTo = START + 2 * day;
        KpiAnswer answer =
                queries.answer(query(ONE, START + 75_000, START + 130_000, Resolution.PANE), START + 2 * day);
        assertThat(answer.from()).isEqualTo(START + 60_000);
        assertThat(answer.to()).isEqualTo(START + 180_000);
        assertThat(answer.step()).isEqualTo(Resolution.MINUTE);
        assertThat(answer.notes()).singleElement().asString().contains("step 10s raised to 1m");
        assertThat(answer.series().get(0).rows())
                .extracting(row -> row.kpis().calls())
                .containsExactly(1L, 0L);
    }

    @Test
    void givesEverySeriesOfTheFilterWithCallsInTheRangeByName() {
        kpis.call("api=a,route=/y,method=GET", START, 200, 1L)
                .call("api=a,route=/x,method=GET", START, 200, 1L)
                .call("api=a,route=/later,method=GET", START + 600_000, 200, 1L)
                .call("api=b,route=/x,method=GET", START, 200, 1L)
                .call("api=a", START, 200, 1L);
        kpis.closedUpTo = START + 700_000;
        KpiAnswer answer = queries.answer(query(ROUTES, START, START + 60_000, null), START + 700_000);
        assertThat(answer.series())
                .extracting(SeriesKpis::series)
                .containsExactly("api=a,route=/x,method=GET", "api=a,route=/y,method=GET");
        assertThat(answer.cut()).isFalse();
    }

    @Test
    void saysWhenItCutsTheAnswer() {
        for (int i = 0; i < 5; i++) {
            kpis.call("api=a,route=/" + i + ",method=GET", START, 200, 1L);
        }
        kpis.closedUpTo = START + 60_000;
        KpiQuery three = new KpiQuery(ROUTES, START, START + 60_000, null, List.of(50.0), 3);
        KpiAnswer answer = queries.answer(three, START + 60_000);
        assertThat(answer.series()).hasSize(3);
        assertThat(answer.cut()).isTrue();
        assertThat(answer.notes()).singleElement().asString().contains("cut after 3 series");
    }

    @Test
    void anUnknownSeriesIsToldApartFromOneWithoutCalls() {
        kpis.call("api=payments", START, 200, 1L).call("api=a", START, 200, 1L);
        kpis.closedUpTo = START + 7_200_000;
        KpiAnswer quiet = queries.answer(query(ONE, START + 3_600_000, START + 3_660_000, null), START + 7_200_000);
        assertThat(quiet.series().get(0).total().kpis().calls()).isZero();
        SeriesFilter wrong = new SeriesFilter(List.of("api"), Map.of("api", "payment"));
        assertThatThrownBy(() -> queries.answer(query(wrong, START, START + 60_000, null), START + 7_200_000))
                .isInstanceOfSatisfying(ApiProblem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(404);
                    assertThat(problem.body("/").get("detail").asText()).contains("api=payment ");
                    assertThat(problem.body("/").get("advice").asText()).contains("api=payments");
                });
    }

    @Test
    void tooManyRowsAreRefusedWithAWayOut() {
        for (int i = 0; i < 10; i++) {
            kpis.call("api=a,route=/" + i + ",method=GET", START, 200, 1L);
        }
        kpis.closedUpTo = START + 60_000;
        long to = START + Resolution.DAY.millis();
        assertThatThrownBy(() -> queries.answer(query(ROUTES, START, to, Resolution.PANE), START + 60_000))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("10s gives more than 50000 rows")
                .hasMessageContaining("a longer step");
    }

    private static KpiQuery query(SeriesFilter filter, long from, long to, Resolution step) {
        return new KpiQuery(filter, from, to, step, List.of(50.0, 99.0), 100);
    }
}
