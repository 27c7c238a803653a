package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of scenarios/4-alerts: given a catalog and settings; verdicts, ticks, marks and restarts one by one, each with the transitions
 * that it makes ({@code then}) and, where the step tells them, the decisions. Seconds count from the start of the scenario.
 */
class AlertScenariosTest {
    private static final String FOLDER = "streams-app/src/test/resources/scenarios/4-alerts";
    private static final int LAST = 1_000_000;

    static Stream<String> scenarios() {
        return Sources.files(FOLDER, ".yaml").stream()
                .map(file -> file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void eachStepMakesTheTransitionsThatTheScenarioSays(String name) {
        Problems problems = new Problems();
        Section root = Section.read(Sources.ROOT.resolve(FOLDER).resolve(name), problems);
        root.string("about", "");
        Section given = root.section("given");
        DeskRig rig = new DeskRig(AlertsConfig.read(given.section("alerts")), given.integer("partitions", 1, 1, 10));
        if (given.has("catalog")) {
            rig.knows(catalogOf(given));
        }
        Map<String, String> names = new HashMap<>();
        List<String> actual = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        int number = 0;
        for (Section step : root.sections("steps")) {
            String prefix = ++number + ": ";
            rig.alerts.clear();
            rig.decisions.clear();
            take(step, rig, names);
            step.oneOrMore("then", List.of()).forEach(line -> expected.add(prefix + line));
            rig.alerts.forEach(alert -> actual.add(prefix + AlertLines.shown(alert, names)));
            List<String> decisions = step.oneOrMore("decisions", List.of());
            decisions.forEach(line -> expected.add(prefix + "decided " + line));
            if (step.has("decisions")) {
                rig.decisions.forEach(each -> actual.add(prefix + "decided " + AlertLines.shown(each, names)));
            }
        }
        root.close();
        problems.throwIfAny(name + " is wrong", "Correct it.");
        assertThat(number).isPositive();
        assertThat(actual).containsExactlyElementsOf(expected);
    }

    private static void take(Section step, DeskRig rig, Map<String, String> names) {
        if (step.bool("restart", false)) {
            rig.restart();
            return;
        }
        boolean tick = step.has("tick");
        int at = tick ? step.integer("tick", 0, 0, LAST) : step.integer("at", 0, 0, LAST);
        long received = millis(step.integer("received", at, 0, LAST));
        int partition = step.integer("partition", 0, 0, 9);
        if (tick) {
            rig.take(DeskRig.tick(millis(at), partition, received));
        } else if (step.has("unmark")) {
            rig.take(DeskRig.unmark(step.string("unmark", ""), received));
        } else if (step.has("mark")) {
            rig.take(DeskRig.mark(mark(step), received));
        } else {
            Verdict verdict = verdict(step, at);
            names.put(
                    Fingerprint.of(verdict.getRule(), verdict.getSeries()),
                    verdict.getLabels().get("api"));
            rig.take(DeskRig.verdict(verdict, partition, received));
        }
    }

    private static Verdict verdict(Section step, int at) {
        VerdictState state = step.choice("state", VerdictState.class, VerdictState.OK);
        String rule = step.string("rule", "burst");
        Verdict.Builder verdict = Verdict.newBuilder(VerdictTexts.verdict(
                        step.string("api", "pay"), rule, state, at, step.integer("since", at, 0, LAST)))
                .setSeverity(step.string("severity", "P2"))
                .setShadow(step.bool("shadow", false))
                .setConsumers(step.has("consumers") ? (Long) (long) step.integer("consumers", 0, 0, LAST) : null)
                .setEvidence(Map.of("calls", 20.0, "failed_ratio", step.number("share", 0.4, 0, 1)));
        return verdict.build();
    }

    private static Mark mark(Section step) {
        String of = step.optional("of");
        return Mark.newBuilder()
                .setId(step.string("id", "m"))
                .setKind(step.choice("mark", MarkKind.class, MarkKind.NOTE))
                .setFingerprint(of == null ? null : Fingerprint.of("burst", "api=" + of))
                .setSelector(step.words("labels"))
                .setFrom(Instant.ofEpochMilli(millis(step.integer("from", 0, 0, LAST))))
                .setTo(step.has("to") ? Instant.ofEpochMilli(millis(step.integer("to", 0, 0, LAST))) : null)
                .setMadeAt(VerdictTexts.START)
                .setBy(step.string("by", "ann"))
                .setNote(step.optional("note"))
                .build();
    }

    private static long millis(int seconds) {
        return VerdictTexts.START.plusSeconds(seconds).toEpochMilli();
    }

    private static List<CatalogEntry> catalogOf(Section given) {
        List<CatalogEntry> entries = new ArrayList<>();
        for (Section section : given.sections("catalog")) {
            entries.add(CatalogFile.entry(section));
        }
        return entries;
    }
}
