package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.schemas.events.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private static final long START = 1_700_000_000_000L;

    /** Seconds from the slice before, and the calls of the slice: status and latency (negative: not told). */
    record Step(int gap, List<int[]> calls) {}

    @Property(tries = 300)
    void equalsTheSumOfWhatIsLeft(@ForAll("lengths") int seconds, @ForAll("slices") List<Step> steps) {
        SlidingWindow window = new SlidingWindow(Span.now(Duration.ofSeconds(seconds)));
        long step = WindowStep.of(Span.now(Duration.ofSeconds(seconds))).millis();
        TreeMap<Long, Kpis> all = new TreeMap<>();
        long start = START;
        for (Step next : steps) {
            start += next.gap() * 1000L;
            Kpis slice = kpis(next.calls());
            if (slice.calls() > 0) {
                window.add(start, slice, slice.toBytes());
                all.put(start, slice);
            }
            long end = start + 1000;
            window.moveTo(end);
            Kpis expected = new Kpis();
            all.forEach((at, kpis) -> {
                long leaves = at - at % step + step;
                if (leaves > end - seconds * 1000L) {
                    expected.merge(kpis);
                }
            });
            assertThat(window.total()).isEqualTo(expected);
            assertThat(window.total().latency().maxMicros())
                    .isEqualTo(expected.latency().maxMicros());
            assertThat(window.nextMove() == Long.MAX_VALUE).isEqualTo(expected.calls() == 0);
        }
    }

    @Property(tries = 300)
    void figuresAreThoseOfTheTotalHoweverSeldomTheyAreAskedFor(
            @ForAll("lengths") int seconds,
            @ForAll("seldomLags") int lag,
            @ForAll("slices") List<Step> steps,
            @ForAll Random random) {
        Span span = new Span(Duration.ofSeconds(seconds), Duration.ofSeconds(lag));
        SlidingWindow seldom = new SlidingWindow(span);
        SlidingWindow always = new SlidingWindow(span);
        long start = START;
        for (Step next : steps) {
            start += next.gap() * 1000L;
            Kpis slice = kpis(next.calls());
            for (SlidingWindow window : List.of(seldom, always)) {
                if (slice.calls() > 0) {
                    window.add(start, slice, slice.toBytes());
                }
                window.moveTo(start + 1000);
            }
            Kpis total = always.total();
            assertThat(seldom.counts().calls()).isEqualTo(total.calls());
            if (random.nextInt(4) == 0) {
                Measure measure =
                        Measures.all().get(random.nextInt(Measures.all().size()));
                assertThat(seldom.figure(measure)).as(measure.name()).isEqualTo(Double.valueOf(always.figure(measure)));
                if (measure.distinct() == null) {
                    assertThat(seldom.figure(measure))
                            .as(measure.name())
                            .isEqualTo(Double.valueOf(measure.of(total, seconds * 1000L)));
                }
            }
            if (random.nextInt(8) == 0) {
                assertThat(seldom.total()).isEqualTo(total);
            }
        }
    }

    @Provide
    Arbitrary<Integer> seldomLags() {
        return Arbitraries.of(0, 0, 7, 60);
    }

    @Property(tries = 300)
    void aSpanThatLiesBackHoldsWhatAWindowHeldThen(
            @ForAll("lengths") int seconds, @ForAll("lags") int lag, @ForAll("slices") List<Step> steps) {
        Span span = new Span(Duration.ofSeconds(seconds), Duration.ofSeconds(lag));
        SlidingWindow window = new SlidingWindow(span);
        long step = WindowStep.of(span).millis();
        TreeMap<Long, Kpis> all = new TreeMap<>();
        long start = START;
        for (Step next : steps) {
            start += next.gap() * 1000L;
            Kpis slice = kpis(next.calls());
            if (slice.calls() > 0) {
                window.add(start, slice, slice.toBytes());
                all.put(start, slice);
            }
            long end = start + 1000 - lag * 1000L;
            window.moveTo(start + 1000);
            Kpis expected = new Kpis();
            all.forEach((at, kpis) -> {
                long complete = at - at % step + step;
                if (complete <= end && complete > end - seconds * 1000L) {
                    expected.merge(kpis);
                }
            });
            assertThat(window.total()).isEqualTo(expected);
            assertThat(window.total().latency().maxMicros())
                    .isEqualTo(expected.latency().maxMicros());
        }
    }

    @Provide
    Arbitrary<Integer> lags() {
        return Arbitraries.of(1, 5, 60, 119, 600, 3600, 7200);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.of(1, 2, 7, 30, 60, 120, 121, 300, 3600, 3601, 7200);
    }

    @Provide
    Arbitrary<List<Step>> slices() {
        Arbitrary<int[]> call = Combinators.combine(
                        Arbitraries.of(0, 200, 200, 200, 404, 500, 503),
                        Arbitraries.integers().between(-1, 2_000_000))
                .as((status, latency) -> new int[] {status, latency});
        Arbitrary<Integer> gap = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(20, Arbitraries.just(1)),
                net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(2, 40)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(41, 4000)));
        return Combinators.combine(gap, call.list().ofMaxSize(4))
                .as(Step::new)
                .list()
                .ofMaxSize(150);
    }

    @Test
    void holdsAllCallsOfItsLengthAndAtMostOneStepMore() {
        SlidingWindow window = new SlidingWindow(Span.now(Duration.ofMinutes(5)));
        Kpis one = kpis(List.of(new int[] {200, 1000}));
        window.add(START, one, one.toBytes());
        window.moveTo(START + 309_000);
        assertThat(window.total().calls()).isOne();
        assertThat(window.moveTo(START + 310_000)).isTrue();
        assertThat(window.nextMove()).isEqualTo(Long.MAX_VALUE);
        assertThat(window.total()).isEqualTo(new Kpis());
    }

    @Test
    void consumersThatHaveLeftAreNotCounted() {
        SlidingWindow window = new SlidingWindow(Span.now(Duration.ofSeconds(10)));
        for (int i = 0; i < 30; i++) {
            Kpis one = kpis(List.of(new int[] {200, 1000}), "c" + i / 2);
            window.add(START + i * 1000L, one, one.toBytes());
            window.moveTo(START + i * 1000L + 1000);
        }
        assertThat(window.distinct(Kpis::consumers).estimate()).isEqualTo(5);
        window.moveTo(START + 60_000);
        assertThat(window.distinct(Kpis::consumers).isEmpty()).isTrue();
    }

    @Test
    void doesNotKeepTheFiguresItWasGiven() {
        SlidingWindow window = new SlidingWindow(Span.now(Duration.ofSeconds(10)));
        Kpis given = kpis(List.of(new int[] {200, 1000}));
        window.add(START, given, given.toBytes());
        given.merge(kpis(List.of(new int[] {500, 9_000_000})));
        assertThat(window.total().failed()).isZero();
        window.moveTo(START + 11_000);
        assertThat(window.total()).isEqualTo(new Kpis());
    }

    static Kpis kpis(List<int[]> calls) {
        return kpis(calls, null);
    }

    static Kpis kpis(List<int[]> calls, String consumer) {
        Kpis kpis = new Kpis();
        for (int[] call : calls) {
            Long micros = call[1] < 0 ? null : Long.valueOf(call[1]);
            kpis.add(CallFigures.of(
                    Call.newBuilder()
                            .setCompletedAt(Instant.EPOCH)
                            .setGateway("gw")
                            .setApi("a")
                            .setRoute("/")
                            .setConsumer(consumer)
                            .setMethod("GET")
                            .setStatus(call[0])
                            .setDurationMicros(micros)
                            .setUpstreamDurationMicros(micros == null ? null : micros / 2)
                            .build(),
                    false));
        }
        return kpis;
    }
}
