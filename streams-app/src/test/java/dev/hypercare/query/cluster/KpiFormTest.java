package dev.hypercare.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.UnknownLayout;
import dev.hypercare.query.FakeKpis;
import dev.hypercare.query.KpiPart;
import dev.hypercare.query.KpiQuestion;
import dev.hypercare.query.Ranking;
import dev.hypercare.query.SeriesFilter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KpiFormTest {
    private static final List<String> VIEW = List.of("api", "route", "method");
    private final KpiForm form = new KpiForm();

    @Property(tries = 100)
    void whatArrivesIsWhatWasSent(@ForAll long seed) {
        Random random = new Random(seed);
        FakeKpis kpis = new FakeKpis();
        kpis.closedUpTo = FakeKpis.START + 600_000;
        for (int i = random.nextInt(60); i > 0; i--) {
            kpis.call(
                    "api=a,route=/ä" + random.nextInt(5) + ",method=GET",
                    FakeKpis.START + random.nextInt(600_000),
                    random.nextBoolean() ? 200 : 503,
                    random.nextBoolean() ? null : (Long) (long) random.nextInt(10_000_000));
        }
        Resolution step = random.nextBoolean() ? null : Resolution.values()[random.nextInt(5)];
        KpiQuestion question = new KpiQuestion(
                new SeriesFilter(
                        VIEW,
                        random.nextBoolean() ? Map.of() : Map.of("api", "a"),
                        random.nextBoolean() ? null : random.nextBoolean() ? Set.of() : Set.of("a", "b", "ä")),
                FakeKpis.START,
                FakeKpis.START + 600_000,
                step,
                1 + random.nextInt(10),
                random.nextBoolean(),
                "",
                random.nextBoolean() ? "" : "api=b",
                random.nextBoolean() ? null : VIEW.subList(0, random.nextInt(3)),
                random.nextBoolean() ? null : new Ranking("failed", random.nextInt(3), random.nextInt(5)));
        assertThat(form.question(form.question(question))).isEqualTo(question);
        KpiPart part = kpis.measure(question);
        assertThat(form.answer(form.answer(part))).isEqualTo(part);
    }

    @Test
    void theFormOfAnotherVersionIsRefused() {
        byte[] bytes = form.answer(KpiPart.none());
        bytes[0] = 99;
        assertThatThrownBy(() -> form.answer(bytes))
                .isInstanceOf(UnknownLayout.class)
                .hasMessageContaining("answers for KPIs");
    }
}
