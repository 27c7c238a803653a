package dev.hypercare;

import dev.hypercare.alerts.AlertsTopology;
import dev.hypercare.gaps.GapsTopology;
import dev.hypercare.kpi.KpiTopology;
import dev.hypercare.normalise.NormaliseTopology;
import dev.hypercare.patterns.PatternsTopology;
import dev.hypercare.rules.PatternRules;
import dev.hypercare.rules.RulesTopology;
import dev.hypercare.streams.App;
import dev.hypercare.streams.Wiring;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/** THE MAP: the applications and their stages, in the order of the flow. */
public final class Pipeline {
    private Pipeline() {}

    /** The applications that the configuration asks for. Error: {@link dev.hypercare.contract.config.InvalidInput} for bad rules. */
    public static List<App> apps(PipelineConfig config, Wiring wiring) {
        return config.apps().stream()
                .map(name -> switch (name) {
                    case "ingest" -> ingest(config, wiring);
                    case "kpi" -> kpi(config, wiring);
                    default -> watch(config, wiring);
                })
                .toList();
    }

    private static App ingest(PipelineConfig config, Wiring wiring) {
        StreamsBuilder builder = new StreamsBuilder();
        NormaliseTopology normalise = new NormaliseTopology(config.normalise(), wiring); // raw topics -> calls
        normalise.addTo(builder);
        return new App("ingest", List.of(normalise), builder.build());
    }

    private static App kpi(PipelineConfig config, Wiring wiring) {
        StreamsBuilder builder = new StreamsBuilder();
        RulesTopology rules = new RulesTopology(config.rules(), wiring); // closed slices, applied rules -> verdicts
        KpiTopology kpi = new KpiTopology(config.kpi(), wiring, rules); // calls -> KPIs, closed slices
        rules.addTo(builder, kpi.addTo(builder));
        return new App("kpi", List.of(kpi, rules), builder.build());
    }

    private static App watch(PipelineConfig config, Wiring wiring) {
        StreamsBuilder builder = new StreamsBuilder();
        PatternsTopology patterns = new PatternsTopology( // messages, tickets, marks, catalog -> patterns, verdicts
                config.patterns(), PatternRules.load(config.rules()), wiring);
        PatternsTopology.Patterns told = patterns.addTo(builder);
        AlertsTopology alerts =
                new AlertsTopology(config.alerts(), wiring, true); // verdicts, marks, catalog -> alerts, decisions
        GapsTopology gaps = new GapsTopology(config.gaps(), wiring); // alerts, patterns, marks, tickets -> gaps
        gaps.addTo(builder, alerts.addTo(builder), told.messages(), told.tickets());
        return new App("watch", List.of(patterns, alerts, gaps), builder.build());
    }
}
