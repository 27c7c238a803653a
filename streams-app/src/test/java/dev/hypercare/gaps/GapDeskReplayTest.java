package dev.hypercare.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.AlertState;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same records make the same gaps, however their sources interleave, ticks are counted and tasks are restarted. */
class GapDeskReplayTest {
    private static final int TASKS = 2;
    private static final int SECONDS = 900;
    private static final List<String> APIS = List.of("shop", "pay", "mail");
    private static final GapsConfig CONFIG = new GapsConfig(
            Duration.ofSeconds(5),
            new NoAlertLimits(Duration.ofSeconds(40), 5, 3),
            new NoReportLimits(Duration.ofSeconds(200), Duration.ofSeconds(10), Duration.ofSeconds(400)));

    @Property(tries = 60)
    void interleavingTicksAndRestartsChangeNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<GapArrival>> logs = machines(random);
        logs.add(people(random));
        List<Gap> straight = run(logs, new Random(1), 0, false);
        assertThat(run(logs, new Random(seed + 1), 0, false)).isEqualTo(straight);
        assertThat(run(logs, new Random(seed + 2), 0.05, false)).isEqualTo(straight);
        assertThat(run(logs, new Random(seed + 3), 1, false)).isEqualTo(straight);
    }

    @Property(tries = 60)
    void whatPeopleSayLateLeavesNoGapOpenThatItWouldHaveKeptAwayInTime(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<GapArrival>> logs = machines(random);
        logs.add(people(random));
        assertThat(lasting(run(logs, new Random(seed + 1), 0.05, true)))
                .isSubsetOf(lasting(run(logs, new Random(1), 0, false)));
    }

    @Property(tries = 20)
    void aLongRunTellsBothKindsAndEachGapOpensOnceAndClosesAtMostOnce(@ForAll long seed) {
        Random random = new Random(seed);
        List<Gap> told = run(machines(random), new Random(1), 0, false);
        assertThat(told).isNotEmpty();
        Map<String, String> states = new TreeMap<>();
        told.forEach(gap -> states.merge(gap.getId(), gap.getState().name(), (a, b) -> a + " " + b));
        assertThat(states.values()).isSubsetOf("OPEN", "OPEN CLOSED");
    }

    /** The newest word on each gap by when it began, where it lasts. */
    private static List<String> lasting(List<Gap> told) {
        Map<String, String> newest = new TreeMap<>();
        told.forEach(gap -> newest.put(
                gap.getKind() + gap.getSubject() + gap.getSince(),
                gap.getState().name()));
        return newest.entrySet().stream()
                .filter(gap -> gap.getValue().equals("OPEN"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Takes the logs in some order of theirs, those of people first or at any time; a restart after some arrivals. */
    private static List<Gap> run(List<List<GapArrival>> logs, Random random, double restarts, boolean lateness) {
        GapRig rig = new GapRig(CONFIG, TASKS);
        int machines = TASKS + 1;
        if (!lateness) {
            logs.stream().skip(machines).flatMap(List::stream).forEach(rig::take);
        }
        int[] next = new int[logs.size()];
        while (true) {
            List<Integer> open = new ArrayList<>();
            for (int i = 0; i < (lateness ? logs.size() : machines); i++) {
                if (next[i] < logs.get(i).size()) {
                    open.add(i);
                }
            }
            if (open.isEmpty()) {
                return rig.told;
            }
            int log = open.get(random.nextInt(open.size()));
            for (int burst = random.nextInt(30);
                    burst >= 0 && next[log] < logs.get(log).size();
                    burst--) {
                GapArrival arrival = logs.get(log).get(next[log]++);
                boolean last = next[log] == logs.get(log).size();
                boolean tick = arrival.kind() == GapArrival.Kind.ALERTS_TIME
                        || arrival.kind() == GapArrival.Kind.PATTERNS_TIME;
                if (!tick || last || random.nextInt(3) > 0) {
                    rig.take(arrival);
                }
                if (random.nextDouble() < restarts) {
                    rig.restart();
                }
            }
        }
    }

    /** The log of alerts, then one of patterns for each task. */
    private static List<List<GapArrival>> machines(Random random) {
        List<List<GapArrival>> logs = new ArrayList<>();
        List<GapArrival> alerts = new ArrayList<>();
        Map<String, Long> lives = new TreeMap<>();
        for (int second = 1; second <= SECONDS; second++) {
            for (String api : APIS) {
                if (random.nextInt(60) == 0) {
                    alerts.add(GapRig.arrival(alert(api, second, lives, random)));
                }
            }
            alerts.add(GapRig.alertsTime(second));
        }
        alerts.add(GapRig.alertsTime(20_000));
        logs.add(alerts);
        for (int task = 0; task < TASKS; task++) {
            List<GapArrival> patterns = new ArrayList<>();
            for (int second = 10; second <= SECONDS; second += 10) {
                for (int i = task; i < APIS.size() * 2; i += TASKS) {
                    if (random.nextInt(6) == 0) {
                        patterns.add(GapRig.arrival(pattern(i, second, random), task));
                    }
                }
                patterns.add(GapRig.patternsTime(second, task));
            }
            patterns.add(GapRig.patternsTime(20_000, task));
            logs.add(patterns);
        }
        return logs;
    }

    private static Alert alert(String api, int second, Map<String, Long> lives, Random random) {
        AlertState state = AlertState.values()[random.nextInt(AlertState.values().length)];
        Long life = lives.get(api);
        if (life == null) {
            life = (long) second;
            state = random.nextBoolean() ? AlertState.PENDING : AlertState.FIRING;
            lives.put(api, life);
        }
        boolean ended = state == AlertState.RESOLVED || state == AlertState.CANCELLED;
        if (ended) {
            lives.remove(api);
        }
        String suppression = List.of("false-alarm", "inhibited", "none", "none", "none", "none")
                .get(random.nextInt(6));
        return Alert.newBuilder(GapTexts.alert(api, state, second, life))
                .setSuppression(suppression.equals("none") || ended ? null : suppression)
                .setAcknowledgedAt(random.nextInt(8) == 0 ? GapTexts.at(second) : null)
                .build();
    }

    private static Pattern pattern(int i, int second, Random random) {
        PatternState state = PatternState.values()[random.nextInt(PatternState.values().length)];
        return Pattern.newBuilder(GapTexts.pattern("p" + i, APIS.get(i % APIS.size()), state, second))
                .setKind(i < APIS.size() ? PatternKind.MESSAGE : PatternKind.TICKET)
                .setRecent(random.nextInt(12))
                .setAliases(random.nextInt(20) == 0 ? List.of("p" + random.nextInt(6)) : List.of())
                .setTickets(random.nextInt(4) == 0 ? List.of("t" + random.nextInt(8)) : List.of())
                .build();
    }

    private static List<GapArrival> people(Random random) {
        List<GapArrival> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String api = random.nextBoolean() ? null : APIS.get(random.nextInt(APIS.size()));
            people.add(GapRig.arrival(GapTexts.ticket("t" + i, api, random.nextInt(SECONDS))));
        }
        for (MarkKind kind : new TreeSet<>(List.of(MarkKind.values()))) {
            String about = "alert-" + APIS.get(random.nextInt(APIS.size()));
            people.add(GapRig.arrival(GapTexts.mark(kind.name(), kind, about, random.nextInt(SECONDS))));
        }
        return people;
    }
}
