package dev.hypercare.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * All shipped rules, and one of each kind that is easily set off, say the same of the same slices, at whatever slices the task is
 * restarted and however its silences are cut into pieces.
 */
class RestartAnywhereTest {
    private static final long START = 1_700_000_043_500L;
    private static final String EASILY_SET_OFF = """
            rules:
              - {id: burst, summary: "{failed}", view: [api], severity: p2, window: 5s, when: failed >= 2 && failed_ratio > 0.2, clear: failed_ratio < 0.1, keep: 2s}
              - {id: slow, summary: "{p90}", view: [api], severity: p3, window: 10s, when: 'calls >= 10 && p90 > 1.2 * earlier(p90, "1m")', hold: 2s}
              - {id: budget, kind: objective, summary: "{burn}", view: [api], severity: p2, objective: availability, target: 99%, period: 30d}
              - {id: odd, kind: baseline, summary: "{seen}", view: [api], severity: p3, of: failed_ratio, chance: 1e-2, times: 1.2, keep: 5s}
              - {id: version, kind: change, summary: "{after}", view: ["api", route, method, version], severity: p2, chance: 0.05}
              - {id: silent, kind: absence, summary: "{silent_seconds}", view: [api], severity: p4, least: 3s, chance: 1e-2}
              - {id: gateway-quiet, kind: absence, summary: "{silent_seconds}", view: [gateway], severity: p3, least: 2s, chance: 1e-2}
            """;

    private static final List<Rule> RULES = rules();

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(RuleBook.load(RulesConfig.defaults()).rules());
        rules.addAll(RuleTexts.book(EASILY_SET_OFF).rules());
        return rules;
    }

    @Property(tries = 2)
    void restartsAndPiecesOfSilenceChangeNothing(@ForAll long seed) {
        List<ClosedSlice> slices = slices(new Random(seed));
        List<String> straight = run(slices, new Random(0), 0);
        assertThat(straight).isNotEmpty();
        assertThat(run(slices, new Random(seed + 1), 0.3)).isEqualTo(straight);
        assertThat(run(slices, new Random(seed + 2), 0.003)).isEqualTo(straight);
    }

    private static List<String> run(List<ClosedSlice> slices, Random random, double restarts) {
        HeapMemory memory = new HeapMemory();
        RuleEvaluator evaluator = evaluator(memory, 0);
        List<String> verdicts = new ArrayList<>();
        for (ClosedSlice slice : slices) {
            for (ClosedSlice piece : restarts > 0 ? pieces(slice, random) : List.of(slice)) {
                if (random.nextDouble() < restarts) {
                    evaluator = evaluator(memory, piece.startMillis());
                }
                evaluator.onSlice(piece).forEach(verdict -> verdicts.add(verdict.toString()));
            }
        }
        return verdicts;
    }

    private static RuleEvaluator evaluator(HeapMemory memory, long next) {
        RuleEvaluator evaluator = new RuleEvaluator(new RuleBook(RULES), memory, 0);
        evaluator.restore(next);
        return evaluator;
    }

    private static List<ClosedSlice> pieces(ClosedSlice slice, Random random) {
        List<ClosedSlice> pieces = new ArrayList<>();
        long at = slice.startMillis();
        while (at < slice.endMillis()) {
            long slicesLeft = (slice.endMillis() - at) / Resolution.SLICE_MILLIS;
            long end = at + (1 + random.nextLong(slicesLeft)) * Resolution.SLICE_MILLIS;
            pieces.add(
                    slice.endMillis() - slice.startMillis() == Resolution.SLICE_MILLIS
                            ? slice
                            : ClosedSlice.silence(at, end));
            at = end;
        }
        return pieces;
    }

    /** Busy minutes, with slices of silence in between of seconds, hours or days. */
    private static List<ClosedSlice> slices(Random random) {
        List<ClosedSlice> slices = new ArrayList<>();
        long at = START;
        for (int part = 0; part < 5; part++) {
            double perSlice = 0.2 + 6 * random.nextDouble();
            for (int i = random.nextInt(1_000); i >= 0; i--) {
                boolean bad = i % 500 < 90;
                int apis = 1 + i / 500 % 3;
                Map<Series, Kpis> kpis = kpis(random, perSlice, apis, bad, part);
                slices.add(ClosedSlice.of(at, kpis));
                at += Resolution.SLICE_MILLIS;
            }
            long silence = List.of(3_000L, 90_000L, 1_800_000L, 18_000_000L, 9 * 86_400_000L)
                    .get(random.nextInt(5));
            slices.add(ClosedSlice.silence(at, at + silence));
            at += silence;
        }
        return slices;
    }

    private static Map<Series, Kpis> kpis(Random random, double perSlice, int apis, boolean bad, int part) {
        Map<Series, List<int[]>> calls = new HashMap<>();
        Map<Series, Kpis> kpis = new HashMap<>();
        Kpis all = new Kpis();
        for (double left = perSlice + random.nextGaussian(); left > 0; left--) {
            String api = "api-" + random.nextInt(apis);
            int[] call = {bad && random.nextInt(2) == 0 ? 503 : 200, 20_000 + random.nextInt(bad ? 900_000 : 90_000)};
            String version = random.nextInt(10) < part ? "v2" : "v1";
            for (Series series : List.of(
                    Series.of(List.of("api"), List.of(api)),
                    Series.of(List.of("api", "route", "method"), List.of(api, "/r", "GET")),
                    Series.of(List.of("api", "route", "method", "version"), List.of(api, "/r", "GET", version)),
                    Series.of(List.of("api", "consumer"), List.of(api, "c" + random.nextInt(3))),
                    Series.of(List.of("gateway"), List.of("east")),
                    Series.of(List.of("client"), List.of("10.0.0." + random.nextInt(3))))) {
                calls.computeIfAbsent(series, unseen -> new ArrayList<>()).add(call);
            }
            all.addBare();
        }
        calls.forEach((series, list) -> kpis.put(series, SlidingWindowTest.kpis(list)));
        if (all.calls() > 0) {
            kpis.put(Telemetry.of(0, "east"), all);
        }
        return kpis;
    }
}
