package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final long START = 1_700_000_040_000L;
    private static final long HOUR = 3_600_000;

    @Property
    void anInstantIsInTheCellThatBeginsBeforeIt(
            @ForAll @LongRange(min = -50_000, max = 50_000) long one,
            @ForAll @LongRange(min = -50_000, max = 50_000) long other) {
        Cells cells = new Cells();
        Kpis first = cells.around(one, 10_000, Cells.IN_TIME);
        Kpis second = cells.around(other, 10_000, Cells.IN_TIME);
        assertThat(first == second).isEqualTo(Math.floorDiv(one, 10_000L) == Math.floorDiv(other, 10_000L));
        assertThat(cells.at(Math.floorDiv(one, 10_000L) * 10_000, Cells.IN_TIME))
                .isSameAs(first);
        assertThat(cells.around(one, 10_000, 20_000)).isNotSameAs(first).isNotSameAs(second);
    }

    @Test
    void whatHadManyCallsIsUsedAgainAndEmptyThen() {
        Cells cells = new Cells();
        Kpis many = cells.at(START, Cells.IN_TIME);
        Kpis few = cells.at(START + 10_000, Cells.IN_TIME);
        add(many, 64);
        add(few, 63);
        cells.handedOn();
        assertThat(cells.isEmpty()).isTrue();
        assertThat(cells.at(START + 20_000, Cells.IN_TIME)).isSameAs(many).isEqualTo(new Kpis());
        assertThat(cells.at(START + 30_000, Cells.IN_TIME)).isNotSameAs(few);
        assertThat(cells.size()).isEqualTo(2);
        add(many, 64);
        cells.handedOn();
        cells.dropSpare();
        assertThat(cells.at(START, Cells.IN_TIME)).isNotSameAs(many);
    }

    @Test
    void whatIsSharedIsUsedAgainOnlyOnceItIsHandedOn() {
        Cells owner = new Cells();
        Cells taker = new Cells();
        Kpis kpis = owner.at(START, Cells.IN_TIME);
        add(kpis, 100);
        assertThat(taker.share(owner)).isTrue();
        assertThat(new Cells().share(owner)).isFalse();
        owner.handedOn();
        assertThat(owner.isEmpty()).isTrue();
        assertThat(owner.at(START, Cells.IN_TIME)).isNotSameAs(kpis);
        assertThat(taker.at(START, Cells.IN_TIME).calls()).isEqualTo(100);
        taker.handedOn();
        assertThat(owner.at(START + 10_000, Cells.IN_TIME)).isSameAs(kpis).isEqualTo(new Kpis());
        assertThat(taker.at(START, Cells.IN_TIME)).isNotSameAs(kpis);
    }

    @Test
    void twoViewsOfTheSameLabelsCountEachCallOnceAcrossAnHour() {
        Deque<byte[]> packs = new ArrayDeque<>();
        KpiConfig config =
                KpiConfig.read(Section.parse("kpi.yaml", "{views: ['api, route', 'route, api']}", new Problems()));
        CombineStep step = new CombineStep(config, 0, new HashMap<>(), packs);
        for (int flush = 0; flush < 3; flush++) {
            for (int i = 0; i < 200; i++) {
                // Series are looked up anew in each hour: what came before is settled without a flush.
                step.call(Calls.call("pay", "/", 200, START + (flush * 200L + i) * HOUR / 50, 1000));
            }
            step.flush();
        }
        CombinedKpis combined = CombinedKpis.of(packs);
        assertThat(combined.sum("api=pay,route=/ ", Kpis::calls)).isEqualTo(600);
        assertThat(combined.sum("route=/,api=pay ", Kpis::calls)).isEqualTo(600);
    }

    private static void add(Kpis kpis, int calls) {
        for (int i = 0; i < calls; i++) {
            kpis.add(CallFigures.of(Calls.call("pay", "/", 200, START, 1000 + i), false));
        }
    }
}
