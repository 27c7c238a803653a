package dev.hypercare.contract.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KpisTest {
    @Test
    void countsFailuresAs5xxOrNoResponseAnd4xxApart() {
        Kpis kpis = new Kpis();
        for (int status : new int[] {200, 301, 404, 499, 500, 503, 0}) {
            kpis.add(CallFigures.of(call(status, 10L, null, null), false));
        }
        assertThat(kpis.calls()).isEqualTo(7);
        assertThat(kpis.failed()).isEqualTo(3);
        assertThat(kpis.clientErrors()).isEqualTo(2);
        assertThat(kpis.serverErrors()).isEqualTo(2);
        assertThat(kpis.noResponse()).isEqualTo(1);
        assertThat(kpis.status(404)).isEqualTo(1);
    }

    @Test
    void missingUsageOfAnAiCallIsCountedApartFromZero() {
        Kpis kpis = new Kpis();
        kpis.add(CallFigures.of(call(200, 10L, "gpt", null), false));
        kpis.add(CallFigures.of(call(200, 10L, "gpt", 0L), false));
        kpis.add(CallFigures.of(call(200, 10L, null, null), false));
        assertThat(kpis.aiCalls()).isEqualTo(2);
        assertThat(kpis.usageMissing()).isEqualTo(1);
    }

    @Test
    void aDurationThatWasNotToldIsNotAZero() {
        Kpis kpis = new Kpis();
        kpis.add(CallFigures.of(call(200, null, null, null), false));
        assertThat(kpis.latency().count()).isZero();
        assertThat(kpis.latency().percentile(50)).isEqualTo(-1);
    }

    @Property
    void mergingInAnyOrderEqualsAddingAll(@ForAll("calls") List<Call> a, @ForAll("calls") List<Call> b) {
        Kpis ab = of(a);
        ab.merge(of(b));
        Kpis ba = of(b);
        ba.merge(of(a));
        Kpis all = of(a);
        b.forEach(call -> all.add(CallFigures.of(call, false)));
        assertThat(ab).isEqualTo(ba).isEqualTo(all);
    }

    @Property
    void readsBackWhatItWrote(@ForAll("calls") List<Call> calls) {
        assertThat(Kpis.fromBytes(of(calls).toBytes())).isEqualTo(of(calls));
        StoredWindow window = new StoredWindow(3, 7, of(calls));
        assertThat(StoredWindow.fromBytes(window.toBytes())).isEqualTo(window);
    }

    @Property
    void subtractingUndoesMergingOfCounts(@ForAll("calls") List<Call> a, @ForAll("calls") List<Call> b) {
        Kpis kpis = of(a);
        kpis.merge(of(b));
        kpis.subtract(of(b));
        assertThat(kpis.statuses()).isEqualTo(of(a).statuses());
        assertThat(kpis.failed()).isEqualTo(of(a).failed());
        assertThat(kpis.tokensIn()).isEqualTo(of(a).tokensIn());
        assertThat(BucketCounts.of(kpis.latency())).isEqualTo(BucketCounts.of(of(a).latency()));
    }

    @Test
    void anotherLayoutIsNeverMisread() {
        byte[] bytes = of(List.of(call(200, 1L, null, null))).toBytes();
        bytes[0] = 9;
        assertThatThrownBy(() -> Kpis.fromBytes(bytes)).hasMessageContaining("layout 9 (expected: 1 to 2)");
    }

    @Provide
    Arbitrary<List<Call>> calls() {
        Arbitrary<Integer> status = Arbitraries.of(0, 200, 201, 302, 400, 401, 404, 499, 500, 502, 503);
        Arbitrary<Long> duration = Arbitraries.longs().between(0, 100_000_000).injectNull(0.1);
        Arbitrary<String> model = Arbitraries.of("gpt", "claude").injectNull(0.5);
        Arbitrary<Long> tokens = Arbitraries.longs().between(0, 10_000).injectNull(0.3);
        return Combinators.combine(status, duration, model, tokens)
                .as(KpisTest::call)
                .list()
                .ofMaxSize(60);
    }

    private static Kpis of(List<Call> calls) {
        Kpis kpis = new Kpis();
        calls.forEach(call -> kpis.add(CallFigures.of(call, false)));
        return kpis;
    }

    private static Call call(int status, Long duration, String model, Long tokens) {
        return Call.newBuilder()
                .setCompletedAt(Instant.EPOCH)
                .setGateway("edge-1")
                .setApi("orders")
                .setRoute("/")
                .setMethod("GET")
                .setStatus(status)
                .setDurationMicros(duration)
                .setUpstreamDurationMicros(duration)
                .setModel(model)
                .setTokensIn(tokens)
                .setCostMicros(tokens)
                .setRequestBytes(100L)
                .build();
    }
}
