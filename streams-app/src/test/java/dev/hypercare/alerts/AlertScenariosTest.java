package dev.hypercare.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.architecture.Sources;
import dev.hypercare.contract.config.Problems;
import dev.hypercare.contract.config.Section;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.schemas.events.VerdictState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of scenarios/4-alerts: given a catalog, verdicts one by one, each with the transition that it makes, or none. */
class AlertScenariosTest {
    private static final String FOLDER = "streams-app/src/test/resources/scenarios/4-alerts";

    static Stream<String> scenarios() {
        return Sources.files(FOLDER, ".yaml").stream()
                .map(file -> file.getFileName().toString());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void eachVerdictMakesTheTransitionThatTheScenarioSays(String name) {
        Problems problems = new Problems();
        Section root = Section.read(Sources.ROOT.resolve(FOLDER).resolve(name), problems);
        root.string("about", "");
        Map<String, CatalogEntry> catalog = new HashMap<>();
        Section given = root.section("given");
        if (given.has("catalog")) {
            catalogOf(given).forEach(entry -> catalog.put(entry.getApi(), entry));
        }
        AlertLifecycle lifecycle = new AlertLifecycle(AlertsConfig.defaults());
        Map<String, Alert> active = new HashMap<>();
        List<String> actual = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Section step : root.sections("steps")) {
            int at = step.integer("at", 0, 0, 1000);
            VerdictState state = step.choice("state", VerdictState.class, VerdictState.OK);
            String rule = step.string("rule", "burst");
            Verdict verdict = VerdictTexts.verdict(rule, state, at, step.integer("since", at, 0, 1000));
            expected.add(step.string("then", ""));
            Optional<Alert> alert = lifecycle.next(active.get(rule), verdict, catalog.get("pay"));
            alert.ifPresent(each -> {
                if (AlertLifecycle.hasEnded(each.getState())) {
                    active.remove(rule);
                } else {
                    active.put(rule, each);
                }
            });
            actual.add(alert.map(AlertScenariosTest::shown).orElse(""));
        }
        root.close();
        problems.throwIfAny(name + " is wrong", "Correct it.");
        assertThat(expected).isNotEmpty();
        assertThat(actual).containsExactlyElementsOf(expected);
    }

    private static List<CatalogEntry> catalogOf(Section given) {
        List<CatalogEntry> entries = new ArrayList<>();
        for (Section section : given.sections("catalog")) {
            entries.add(CatalogFile.entry(section));
        }
        return entries;
    }

    private static String shown(Alert alert) {
        StringBuilder text = new StringBuilder();
        text.append(alert.getAt().getEpochSecond() - VerdictTexts.START.getEpochSecond())
                .append(' ')
                .append(alert.getState())
                .append(" from ")
                .append(alert.getPreviousState() == null ? "none" : alert.getPreviousState())
                .append(' ')
                .append(alert.getSeverity());
        if (alert.getCriticality() != null) {
            text.append(' ')
                    .append(Optional.ofNullable(alert.getOwner()).orElse("-"))
                    .append(' ')
                    .append(Optional.ofNullable(alert.getTenant()).orElse("-"))
                    .append(' ')
                    .append(alert.getCriticality());
        }
        return text.append(alert.getTest() ? " test" : "").toString();
    }
}
