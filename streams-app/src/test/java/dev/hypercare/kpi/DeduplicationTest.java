package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.Kpis;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
    private static final long START = 1_800_000_000_000L;
    private static final KpiConfig ON = config("{window: 60s, gateways: [edge-1, edge-2]}");
    private static final KpiConfig OFF = config("{window: 60s, gateways: []}");

    private final Deque<byte[]> packs = new ArrayDeque<>();
    private final Map<String, byte[]> remembered = new TreeMap<>();
    private CombineStep step = new CombineStep(ON, 0, remembered, packs);

    @Test
    void aCallThatCameBeforeCountsAsADuplicateAndInNothingElse() {
        send(call("edge-1", "a", START));
        send(call("edge-1", "a", START));
        step.flush();
        assertThat(CombinedKpis.of(packs).texts()).hasSize(1);
        assertThat(sum(Kpis::calls)).isEqualTo(1);
        assertThat(sum(Kpis::duplicates)).isEqualTo(1);
        assertThat(sum(kpis -> kpis.latency().count())).isEqualTo(1);
        assertThat(sum(Kpis::requestBytes)).isEqualTo(7);
    }

    @Test
    void callsWithoutARequestIdAndOfOtherGatewaysAreNeverDuplicates() {
        for (int i = 0; i < 2; i++) {
            send(call("edge-1", null, START));
            send(call("edge-1", "", START));
            send(call("other", "a", START));
        }
        send(call("edge-1", "a", START));
        send(call("edge-2", "a", START));
        step.flush();
        assertThat(sum(Kpis::calls)).isEqualTo(8);
        assertThat(sum(Kpis::duplicates)).isZero();
    }

    @Test
    void whereANameEndsAndTheRequestIdBeginsMatters() {
        step = new CombineStep(config("{}"), 0, remembered, packs);
        send(call("edge", "1a", START));
        send(call("edge1", "a", START));
        step.flush();
        assertThat(sum(Kpis::duplicates)).isZero();
    }

    @Test
    void theFirstCallThatMovesTimeFarOnIsRememberedFromThenOn() {
        send(call("edge-1", "old", START));
        send(call("edge-1", "a", START + 3_600_000));
        send(call("edge-1", "a", START + 3_600_000));
        send(call("edge-1", "old", START + 3_600_000));
        step.flush();
        assertThat(sum(Kpis::calls)).isEqualTo(3);
        assertThat(sum(Kpis::duplicates)).isEqualTo(1);
    }

    @Test
    void aDuplicateThatIsLateIsCountedWhereALateCallIsAndKeptNowhereElse() {
        step.tick(START + 3_600_000);
        assertThat(send(call("edge-1", "a", START))).isFalse();
        assertThat(send(call("edge-1", "a", START))).isTrue();
        send(call("edge-1", "b", START + 3_000_000));
        send(call("edge-1", "b", START + 3_000_000));
        step.flush();
        assertThat(sum(Kpis::tooLate)).isEqualTo(1);
        assertThat(sum(Kpis::duplicates)).isEqualTo(2);
        assertThat(sum(Kpis::late)).isEqualTo(1);
        assertThat(CombinedKpis.of(packs).texts().keySet())
                .containsExactlyInAnyOrder(
                        "api=orders " + (START + 3_595_000) + " 0",
                        "api=orders " + (START + 3_000_000) + " " + (START + 3_600_000));
    }

    @Test
    void whatIsTooOldIsForgottenInMemoryAndInTheStore() {
        for (int i = 0; i < 100; i++) {
            send(call("edge-1", "r" + i, START + i * 10_000L));
            step.flush();
        }
        assertThat(remembered.keySet().stream().filter(key -> key.startsWith("seen:")))
                .hasSizeBetween(6, 9);
        step.tick(START + 10_000_000);
        step.flush();
        assertThat(remembered.keySet()).noneMatch(key -> key.startsWith("seen:"));
    }

    @Test
    void switchedOffItForgetsAll() {
        send(call("edge-1", "a", START));
        step.flush();
        step = new CombineStep(OFF, 0, remembered, packs);
        send(call("edge-1", "a", START));
        step.flush();
        assertThat(sum(Kpis::calls)).isEqualTo(2);
        assertThat(remembered.keySet()).noneMatch(key -> key.startsWith("seen:"));
    }

    @Test
    void whatIsRememberedOutlivesARestartAlsoWithAnotherWindow() {
        send(call("edge-1", "a", START));
        step.flush();
        step = new CombineStep(config("{window: 17s, gateways: ['*']}"), 0, remembered, packs);
        send(call("edge-1", "a", START));
        step.flush();
        assertThat(sum(Kpis::duplicates)).isEqualTo(1);
    }

    @Test
    void aFlushOfManyIsStoredInRecordsThatABrokerTakes() {
        for (int i = 0; i < 70_000; i++) {
            send(call("edge-1", "r" + i, START + i / 1_000));
        }
        step.flush();
        assertThat(remembered.values()).allMatch(value -> value.length <= 240_000);
        step = new CombineStep(ON, 0, remembered, packs);
        for (int i = 0; i < 70_000; i++) {
            send(call("edge-1", "r" + i, START + i / 1_000));
        }
        step.flush();
        assertThat(sum(Kpis::calls)).isEqualTo(70_000);
        assertThat(sum(Kpis::duplicates)).isEqualTo(70_000);
    }

    @Property(tries = 100)
    void theResultDependsOnTheOrderOfThePartitionAlone(@ForAll long logSeed, @ForAll long a, @ForAll long b) {
        List<Call> log = log(new Random(logSeed), 2_500);
        assertThat(run(log, new Random(a), true).texts())
                .isEqualTo(run(log, new Random(b), false).texts());
    }

    /** With calls in order and no lateness time is as far as the call before, so that plain maps can tell what is remembered. */
    @Property(tries = 100)
    void aRequestIsRememberedForTheWindowAndForgottenAStepLater(@ForAll long logSeed, @ForAll long runSeed) {
        List<Call> log = log(new Random(logSeed), 0);
        Map<String, Long> came = new HashMap<>();
        long calls = 0;
        long within = 0;
        long beyond = 0;
        long newest = START;
        for (Call call : log) {
            long at = call.getCompletedAt().toEpochMilli();
            Long before = came.get(call.getGateway() + call.getRequestId());
            if (before != null && newest - before < 60_000) {
                within++;
            } else {
                beyond += before != null && newest - before < 75_000 ? 1 : 0;
                calls++;
                came.put(call.getGateway() + call.getRequestId(), at);
            }
            newest = at;
        }
        CombinedKpis counted = run(log, new Random(runSeed), true);
        assertThat(counted.sum("api=", Kpis::duplicates)).isBetween(within, within + 2 * beyond);
        assertThat(counted.sum("api=", kpis -> kpis.calls() + kpis.duplicates()))
                .isEqualTo(log.size());
        if (beyond == 0) {
            assertThat(counted.sum("api=", Kpis::calls)).isEqualTo(calls);
        }
    }

    private static List<Call> log(Random random, int outOfOrder) {
        List<Call> calls = new ArrayList<>();
        long at = START;
        for (int i = 0; i < 400; i++) {
            at += random.nextInt(600);
            Call again = calls.isEmpty() ? null : calls.get(random.nextInt(calls.size()));
            calls.add(
                    again != null && random.nextInt(4) == 0
                            ? Call.newBuilder(again)
                                    .setCompletedAt(java.time.Instant.ofEpochMilli(at))
                                    .build()
                            : call(
                                    "edge-" + (1 + random.nextInt(outOfOrder == 0 ? 1 : 3)),
                                    "r" + i,
                                    at - (outOfOrder == 0 ? 0 : random.nextInt(outOfOrder))));
        }
        return calls;
    }

    private static CombinedKpis run(List<Call> log, Random random, boolean restarts) {
        Deque<byte[]> packs = new ArrayDeque<>();
        Map<String, byte[]> remembered = new TreeMap<>();
        CombineStep step = new CombineStep(ON, 0, remembered, packs);
        for (Call call : log) {
            step.call(call);
            if (random.nextInt(9) == 0) {
                step.flush();
                if (restarts && random.nextInt(3) == 0) {
                    step = new CombineStep(ON, 0, remembered, packs);
                }
            }
        }
        step.flush();
        return CombinedKpis.of(packs);
    }

    private boolean send(Call call) {
        return step.call(call);
    }

    private long sum(java.util.function.ToLongFunction<Kpis> figure) {
        return CombinedKpis.of(packs).sum("api=", figure);
    }

    private static Call call(String gateway, @Nullable String requestId, long at) {
        return Call.newBuilder(Calls.call(gateway, "orders", "/a", 200, at, 5_000))
                .setRequestId(requestId)
                .setRequestBytes(7L)
                .build();
    }

    private static KpiConfig config(String deduplicate) {
        Problems problems = new Problems();
        KpiConfig config = KpiConfig.read(Section.parse(
                "kpi.yaml",
                "{views: [api], lateness: 0s, correct-for: 30m, deduplicate: " + deduplicate + "}",
                problems));
        assertThat(problems.messages()).isEmpty();
        return config;
    }
}
