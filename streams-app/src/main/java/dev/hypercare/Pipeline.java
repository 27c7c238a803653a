package dev.hypercare;

import dev.hypercare.kpi.KpiTopology;
import dev.hypercare.streams.App;
import dev.hypercare.streams.Wiring;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/** THE MAP: the applications and their stages, in the order of the flow. */
public final class Pipeline {
    private Pipeline() {}

    /** The applications that the configuration asks for. */
    public static List<App> apps(PipelineConfig config, Wiring wiring) {
        List<App> apps = new ArrayList<>();
        if (config.apps().contains("kpi")) {
            apps.add(kpi(config, wiring));
        }
        return apps;
    }

    private static App kpi(PipelineConfig config, Wiring wiring) {
        StreamsBuilder builder = new StreamsBuilder();
        KpiTopology kpi = new KpiTopology(config.kpi(), wiring);
        kpi.addTo(builder);
        return new App("kpi", List.of(kpi), builder.build());
    }
}
