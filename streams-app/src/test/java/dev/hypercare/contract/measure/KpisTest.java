package dev.hypercare.contract.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.Comparator;
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
    void mergingIsAssociativeAndCommutativeInEveryByteAlsoOfTraceIdsConsumersAndWhatWasLeftOut(
            @ForAll("calls") List<Call> a, @ForAll("calls") List<Call> b, @ForAll("calls") List<Call> c) {
        byte[] left = merged(merged(withDuplicate(a), of(b)), withTooLate(c)).toBytes();
        byte[] right = merged(withDuplicate(a), merged(of(b), withTooLate(c))).toBytes();
        byte[] backward =
                merged(withTooLate(c), merged(of(b), withDuplicate(a))).toBytes();
        byte[] decoded = merged(
                        Kpis.fromBytes(withTooLate(c).toBytes()),
                        Kpis.fromBytes(merged(of(b), withDuplicate(a)).toBytes()))
                .toBytes();
        assertThat(left).isEqualTo(right).isEqualTo(backward).isEqualTo(decoded);
        Kpis all = Kpis.fromBytes(left);
        assertThat(all.duplicates()).isEqualTo(1);
        assertThat(all.tooLate()).isEqualTo(1);
        assertThat(all.calls()).isEqualTo(a.size() + b.size() + c.size());
    }

    @Property
    void theTraceIdsAreThoseOfTheSlowestAndOfTheNewestFailedCallThatHaveOne(@ForAll("calls") List<Call> calls) {
        Comparator<Call> byTrace = Comparator.comparing(Call::getTraceId);
        String slowest = calls.stream()
                .filter(call -> call.getTraceId() != null && call.getDurationMicros() != null)
                .max(Comparator.comparing(Call::getDurationMicros).thenComparing(byTrace))
                .map(Call::getTraceId)
                .orElse(null);
        String failed = calls.stream()
                .filter(call -> call.getTraceId() != null && (call.getStatus() == 0 || call.getStatus() >= 500))
                .max(Comparator.comparing(Call::getCompletedAt).thenComparing(byTrace))
                .map(Call::getTraceId)
                .orElse(null);
        assertThat(of(calls).slowestTraceId()).isEqualTo(slowest);
        assertThat(of(calls).failedTraceId()).isEqualTo(failed);
    }

    private static Kpis withDuplicate(List<Call> calls) {
        Kpis kpis = of(calls);
        kpis.addDuplicate();
        return kpis;
    }

    private static Kpis withTooLate(List<Call> calls) {
        Kpis kpis = of(calls);
        kpis.addTooLate();
        return kpis;
    }

    private static Kpis merged(Kpis into, Kpis other) {
        into.merge(other);
        return into;
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

    @Property
    void aClearedOneCountsMergesAndWritesAsANewOneDoes(
            @ForAll("calls") List<Call> before, @ForAll("calls") List<Call> a, @ForAll("calls") List<Call> b) {
        Kpis used = of(before);
        for (int i = 0; i < 400; i++) { // more than are told apart one by one, and more than fit into a byte
            used.add(CallFigures.of(
                    Call.newBuilder(call(200, i / 300 * 5L, null, null))
                            .setConsumer("d" + i)
                            .build(),
                    false));
        }
        used.routes().add(7);
        used.clear();
        assertThat(used).isEqualTo(new Kpis());
        assertThat(used.toBytes()).isEqualTo(new Kpis().toBytes());
        a.forEach(call -> used.add(CallFigures.of(call, false)));
        assertThat(used).isEqualTo(of(a));
        assertThat(used.toBytes()).isEqualTo(of(a).toBytes());
        assertThat(used.latency().percentile(90)).isEqualTo(of(a).latency().percentile(90));
        assertThat(merged(of(b), used).toBytes()).isEqualTo(merged(of(b), of(a)).toBytes());
        assertThat(merged(used, of(b)).toBytes()).isEqualTo(merged(of(a), of(b)).toBytes());
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
        Arbitrary<String> trace =
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(3).injectNull(0.3);
        Arbitrary<String> consumer =
                Arbitraries.integers().between(0, 500).map(n -> "c" + n).injectNull(0.2);
        Arbitrary<Instant> at = Arbitraries.longs().between(0, 20).map(Instant::ofEpochMilli);
        return Combinators.combine(status, duration, model, tokens, trace, consumer, at)
                .as((a, b, c, d, e, f, g) -> Call.newBuilder(call(a, b, c, d))
                        .setTraceId(e)
                        .setConsumer(f)
                        .setCompletedAt(g)
                        .build())
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
