package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Verdicts of rules come each second, those on patterns each ten seconds and from another application, which may be far behind or far ahead:
 * the alerts of both are the same, since those on patterns hold ahead of time and have ticks of their own.
 */
class PatternVerdictsReplayTest {
    private static final int PARTITIONS = 2;
    private static final int SECONDS = 200;
    private static final int AHEAD = 20;
    private static final List<String> APIS = List.of("shop", "pay", "ledger");
    /** One moment, so that no partition counts as silent. */
    private static final long RECEIVED = VerdictTexts.START.plusSeconds(SECONDS).toEpochMilli();

    @Property(tries = 60)
    void theSpeedOfTheTwoStagesAndRestartsChangeNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<Arrival>> logs = new ArrayList<>(rules(random));
        logs.addAll(patterns(random));
        List<String> straight = run(logs, new Random(1), 0);
        assertThat(straight).isNotEmpty();
        assertThat(run(logs, new Random(seed + 1), 0)).isEqualTo(straight);
        assertThat(run(logs, new Random(seed + 2), 0.2)).isEqualTo(straight);
    }

    private static List<String> run(List<List<Arrival>> logs, Random random, double restarts) {
        DeskRig rig = new DeskRig(AlertsConfig.defaults().nothingHistoric(), 2 * PARTITIONS);
        rig.knows(List.of(entry("shop", List.of("pay")), entry("pay", List.of("ledger")), entry("ledger", List.of())));
        int[] next = new int[logs.size()];
        for (int left = logs.stream().mapToInt(List::size).sum(); left > 0; ) {
            int log = random.nextInt(logs.size());
            for (int burst = random.nextInt(40);
                    burst >= 0 && next[log] < logs.get(log).size();
                    burst--) {
                rig.take(logs.get(log).get(next[log]++));
                left--;
                if (random.nextDouble() < restarts) {
                    rig.restart();
                }
            }
        }
        return rig.written();
    }

    private static List<List<Arrival>> rules(Random random) {
        List<List<Arrival>> logs = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Arrival> log = new ArrayList<>();
            for (int second = 1; second <= SECONDS; second++) {
                for (int i = 0; i < APIS.size(); i++) {
                    if (i % PARTITIONS == partition && random.nextInt(15) == 0) {
                        log.add(DeskRig.verdict(verdict(APIS.get(i), "", second, random), partition, RECEIVED));
                    }
                }
                log.add(DeskRig.tick(at(second), partition, RECEIVED));
            }
            log.add(DeskRig.tick(at(10_000), partition, RECEIVED));
            logs.add(log);
        }
        return logs;
    }

    private static List<List<Arrival>> patterns(Random random) {
        List<List<Arrival>> logs = new ArrayList<>();
        for (int task = 0; task < PARTITIONS; task++) {
            List<Arrival> log = new ArrayList<>();
            for (int end = 10; end <= SECONDS; end += 10) {
                for (int i = 0; i < APIS.size(); i++) {
                    if (i % PARTITIONS == task && random.nextInt(2) == 0) {
                        Verdict verdict = verdict(APIS.get(i), "p" + random.nextInt(2), end + AHEAD, random);
                        log.add(DeskRig.verdict(verdict, task, RECEIVED));
                    }
                }
                log.add(DeskRig.tick(at(end + AHEAD), PARTITIONS + task, RECEIVED));
            }
            log.add(DeskRig.tick(at(10_000), PARTITIONS + task, RECEIVED));
            logs.add(log);
        }
        return logs;
    }

    private static Verdict verdict(String api, String pattern, int second, Random random) {
        VerdictState state = random.nextBoolean() ? VerdictState.BREACHED : VerdictState.OK;
        Verdict.Builder verdict = Verdict.newBuilder(
                        VerdictTexts.verdict(api, "burst" + pattern, state, second, second))
                .setSeverity("P" + (2 + random.nextInt(2)));
        if (!pattern.isEmpty()) {
            verdict.setSeries("api=" + api + ",pattern=" + pattern).setLabels(Map.of("api", api, "pattern", pattern));
        }
        return verdict.build();
    }

    private static CatalogEntry entry(String api, List<String> upstreams) {
        return CatalogEntry.newBuilder().setApi(api).setUpstreams(upstreams).build();
    }

    private static long at(int second) {
        return VerdictTexts.START.plusSeconds(second).toEpochMilli();
    }
}
