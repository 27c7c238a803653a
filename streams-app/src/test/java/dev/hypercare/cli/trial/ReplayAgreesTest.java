package dev.hypercare.cli.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.Pipeline;
import dev.hypercare.PipelineConfig;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.kpi.KpiReplay;
import dev.hypercare.rules.RuleBook;
import dev.hypercare.rules.RuleTrial;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.VirtualApps;
import dev.hypercare.streams.VirtualApps.Arrived;
import dev.hypercare.streams.Wiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replay of calls decides as the application does, whatever the order in which partitions are read. */
class ReplayAgreesTest {
    private static final long START = 1_800_000_000_000L;
    private static final InMemoryRegistry REGISTRY = new InMemoryRegistry();

    @TempDir
    Path folder;

    /** A call or a tick of one partition, and when it was ingested. */
    private record Logged(long at, Call call) {}

    @Test
    void saysWhatTheRealTopologySaysOfCallsInTimeLateAndUnusable() throws Exception {
        PipelineConfig config = PipelineConfig.load(
                Files.writeString(folder.resolve("hypercare.yaml"), "kpi: {lateness: 1s, max-series: 4}"));
        Wiring wiring = new Wiring("hypercare.", 1, REGISTRY, true);
        List<Logged> log = log(new Random(11), 900);
        List<Verdict> live = new ArrayList<>();
        try (VirtualApps apps = new VirtualApps(
                Pipeline.apps(config.only(List.of("kpi")), wiring),
                wiring,
                folder.resolve("state"),
                Instant.ofEpochMilli(START),
                Set.of(Topics.VERDICTS))) {
            for (Logged logged : log) {
                if (logged.call == null) {
                    apps.tick(Topics.CALLS, logged.at);
                } else {
                    apps.send(Topics.CALLS, List.of(new Arrived<>(logged.at, logged.call)));
                }
            }
            apps.passTime(Duration.ofSeconds(1));
            live.addAll(apps.taken(Topics.VERDICTS));
        }
        List<Verdict> replayed = new ArrayList<>();
        RuleTrial trial = RuleTrial.onSlices(RuleBook.load(config.rules()), 1);
        KpiReplay kpi = new KpiReplay(
                config.kpi(), REGISTRY, 1, trial, (task, slice) -> replayed.addAll(trial.slice(task, slice)));
        log.forEach(logged -> take(kpi, 0, logged));
        kpi.flush();
        assertThat(kpi.unusable()).isPositive();
        assertThat(live).extracting(Verdict::getState).isNotEmpty();
        assertThat(replayed).isEqualTo(live);
    }

    @Property(tries = 15)
    void theSlicesOfEveryTaskAreTheSameHoweverPartitionsInterleave(
            @ForAll long seed, @ForAll long one, @ForAll long other) {
        PipelineConfig config = PipelineConfig.load(null);
        List<List<Logged>> partitions = new ArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            partitions.add(log(new Random(seed + partition), 60));
        }
        Map<String, String> first = slices(config, partitions, new Random(one));
        assertThat(first).isNotEmpty();
        assertThat(slices(config, partitions, new Random(other))).isEqualTo(first);
    }

    private static Map<String, String> slices(PipelineConfig config, List<List<Logged>> log, Random random) {
        Map<String, String> slices = new TreeMap<>();
        RuleTrial trial = RuleTrial.onSlices(RuleBook.load(config.rules()), log.size());
        KpiReplay kpi =
                new KpiReplay(config.kpi(), REGISTRY, log.size(), trial, (task, slice) -> keep(task, slice, slices));
        int[] read = new int[log.size()];
        for (int left = log.stream().mapToInt(List::size).sum(); left > 0; ) {
            int partition = random.nextInt(read.length);
            if (read[partition] < log.get(partition).size()) {
                take(kpi, partition, log.get(partition).get(read[partition]++));
                left--;
            }
        }
        kpi.flush();
        return slices;
    }

    private static void keep(int task, ClosedSlice slice, Map<String, String> to) {
        slice.content()
                .forEach(
                        view -> true,
                        (series, kpis) -> to.put(
                                task + " " + slice.startMillis() + " " + series.text(),
                                kpis.calls() + " " + kpis.latency()));
    }

    private static void take(KpiReplay kpi, int partition, Logged logged) {
        if (logged.call == null) {
            kpi.tick(partition, logged.at);
        } else {
            Serializer<Call> serializer = new Wiring("hypercare.", 1, REGISTRY, true)
                    .serde(Topics.CALLS)
                    .serializer();
            kpi.call(partition, serializer.serialize("hypercare.calls.v1", logged.call), logged.at);
        }
    }

    /** So many seconds of calls of two gateways and a tick each; some calls come late, some are from the future or of no API. */
    private static List<Logged> log(Random random, int seconds) {
        List<Logged> log = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            long now = START + second * 1000L + 1000;
            for (int i = random.nextInt(12); i > 0; i--) {
                boolean bad = second / 60 % 3 == 1 && random.nextInt(3) > 0;
                long behind = random.nextInt(12) == 0 ? random.nextInt(30_000) : random.nextInt(900);
                long at = random.nextInt(200) == 0 ? now + 600_000 : Math.max(START, now - behind);
                log.add(new Logged(now, call(random, at, bad)));
            }
            log.add(new Logged(now, null));
        }
        return log;
    }

    private static Call call(Random random, long at, boolean bad) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(at))
                .setGateway("edge-" + random.nextInt(2))
                .setApi(random.nextInt(100) == 0 ? "" : "api-" + random.nextInt(2))
                .setRoute("/r" + random.nextInt(3))
                .setMethod("GET")
                .setStatus(bad ? 503 : 200)
                .setConsumer("c" + random.nextInt(4))
                .setDurationMicros((long) random.nextInt(bad ? 5_000_000 : 90_000))
                .build();
    }
}
