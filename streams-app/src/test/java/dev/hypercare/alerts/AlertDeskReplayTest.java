package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same verdicts make the same alerts and decisions, however partitions interleave, ticks are counted and tasks are restarted. */
class AlertDeskReplayTest {
    private static final int PARTITIONS = 3;
    private static final int SECONDS = 120;
    private static final List<String> APIS = List.of("shop", "pay", "ledger", "disk", "mail");
    /** One moment, so that no partition counts as silent; which times of ingest there are is not part of this. */
    private static final long RECEIVED = VerdictTexts.START.plusSeconds(SECONDS).toEpochMilli();

    @Property(tries = 60)
    void interleavingTicksAndRestartsChangeNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<Arrival>> logs = logs(random);
        List<Arrival> marks = marks(random);
        List<String> straight = run(logs, marks, new Random(1), 0);
        assertThat(straight).isNotEmpty();
        assertThat(run(logs, marks, new Random(seed + 1), 0)).isEqualTo(straight);
        assertThat(run(logs, marks, new Random(seed + 2), 0.1)).isEqualTo(straight);
        assertThat(run(logs, marks, new Random(seed + 3), 1)).isEqualTo(straight);
    }

    /** Takes the logs in some order of theirs; a restart after some arrivals. Returns what was written, alert by alert. */
    private static List<String> run(List<List<Arrival>> logs, List<Arrival> marks, Random random, double restarts) {
        AlertsConfig config = AlertsConfig.defaults().nothingHistoric();
        DeskRig rig = new DeskRig(config, PARTITIONS);
        rig.knows(catalog());
        marks.forEach(rig::take);
        int[] next = new int[PARTITIONS];
        while (true) {
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                if (next[i] < logs.get(i).size()) {
                    open.add(i);
                }
            }
            if (open.isEmpty()) {
                break;
            }
            int partition = open.get(random.nextInt(open.size()));
            // A partition may be far ahead of the others.
            for (int burst = random.nextInt(20);
                    burst >= 0 && next[partition] < logs.get(partition).size();
                    burst--) {
                Arrival arrival = logs.get(partition).get(next[partition]++);
                boolean last = next[partition] == logs.get(partition).size();
                if (arrival.kind() != Arrival.Kind.TICK || last || random.nextInt(4) > 0) {
                    rig.take(arrival);
                }
                if (random.nextDouble() < restarts) {
                    rig.restart();
                }
            }
        }
        return rig.written();
    }

    private static List<List<Arrival>> logs(Random random) {
        List<List<Arrival>> logs = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Arrival> log = new ArrayList<>();
            for (int second = 1; second <= SECONDS; second++) {
                for (int i = 0; i < APIS.size(); i++) {
                    if (i % PARTITIONS == partition && random.nextInt(8) == 0) {
                        log.add(DeskRig.verdict(verdict(APIS.get(i), second, random), partition, RECEIVED));
                    }
                }
                log.add(DeskRig.tick(at(second), partition, RECEIVED));
            }
            log.add(DeskRig.tick(at(10_000), partition, RECEIVED));
            logs.add(log);
        }
        return logs;
    }

    private static Verdict verdict(String api, int second, Random random) {
        VerdictState state = VerdictState.values()[random.nextInt(VerdictState.values().length)];
        return Verdict.newBuilder(VerdictTexts.verdict(api, "burst", state, second, second))
                .setSeverity("P" + (1 + random.nextInt(4)))
                .setConsumers((long) random.nextInt(40))
                .setEvidence(Map.of("calls", 20.0, "failed_ratio", random.nextDouble()))
                .setShadow(random.nextInt(10) == 0)
                .build();
    }

    private static List<Arrival> marks(Random random) {
        List<Arrival> marks = new ArrayList<>();
        for (MarkKind kind : MarkKind.values()) {
            int from = random.nextInt(SECONDS);
            marks.add(DeskRig.mark(
                    Mark.newBuilder()
                            .setId(kind.name())
                            .setKind(kind)
                            .setSelector(Map.of("api", APIS.get(random.nextInt(APIS.size()))))
                            .setFrom(VerdictTexts.START.plusSeconds(from))
                            .setTo(VerdictTexts.START.plusSeconds(from + 1 + random.nextInt(30)))
                            .setMadeAt(VerdictTexts.START)
                            .setBy("ann")
                            .build(),
                    RECEIVED));
        }
        marks.sort(Comparator.comparing(Arrival::at));
        return marks;
    }

    private static List<CatalogEntry> catalog() {
        return List.of(
                entry("shop", List.of("pay")),
                entry("pay", List.of("ledger", "mail")),
                entry("mail", List.of("pay")),
                entry("ledger", List.of("disk")),
                entry("disk", List.of()));
    }

    private static CatalogEntry entry(String api, List<String> upstreams) {
        return CatalogEntry.newBuilder().setApi(api).setUpstreams(upstreams).build();
    }

    private static long at(int second) {
        return VerdictTexts.START.plusSeconds(second).toEpochMilli();
    }
}
