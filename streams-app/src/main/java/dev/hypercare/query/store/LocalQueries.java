package dev.hypercare.query.store;

import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.query.AlertLifeResource;
import dev.hypercare.query.AlertReader;
import dev.hypercare.query.AlertResource;
import dev.hypercare.query.CatalogReader;
import dev.hypercare.query.CatalogResource;
import dev.hypercare.query.ChangeBoard;
import dev.hypercare.query.ChangeListResource;
import dev.hypercare.query.ChangeResource;
import dev.hypercare.query.CompareResource;
import dev.hypercare.query.ConsoleResource;
import dev.hypercare.query.DeadLetterResource;
import dev.hypercare.query.DocumentResource;
import dev.hypercare.query.EndedAlertResource;
import dev.hypercare.query.ExplainReader;
import dev.hypercare.query.ExplainResource;
import dev.hypercare.query.FlowResource;
import dev.hypercare.query.GapResource;
import dev.hypercare.query.HealthResource;
import dev.hypercare.query.HeatmapResource;
import dev.hypercare.query.KeptKpis;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.KpiResource;
import dev.hypercare.query.KpiSource;
import dev.hypercare.query.MarkResource;
import dev.hypercare.query.Meters;
import dev.hypercare.query.MetricsResource;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.PastReader;
import dev.hypercare.query.PatternResource;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.QueryServer;
import dev.hypercare.query.RuleBoard;
import dev.hypercare.query.RuleResource;
import dev.hypercare.query.Tenancy;
import dev.hypercare.query.TicketResource;
import dev.hypercare.query.TopResource;
import dev.hypercare.query.access.PeerTrust;
import dev.hypercare.query.cluster.HttpPeers;
import dev.hypercare.query.cluster.PartsResource;
import dev.hypercare.query.cluster.PeerCalls;
import dev.hypercare.query.cluster.Shelf;
import dev.hypercare.query.metrics.AppMeters;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.streams.ClusterAccess;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The query API of this process, over the stores of the whole application: its own, and through other instances theirs. */
public final class LocalQueries {
    private static final String NO_KPI = "kpi does not run in this process: ask one that runs it";
    private static final String NO_WATCH = "watch does not run in this process: ask one that runs it";

    private LocalQueries() {}

    /**
     * Starts it.
     *
     * @param config where it listens, with a port that is settled
     * @param apps the applications of this process by name, in the order of the flow
     * @param kept which KPIs are kept
     * @param cluster where marks and rules are written
     * @param rules those of the application kpi; null where it does not run here
     * @param changes what the application kpi knows of deployments; null where it does not run here
     * @param explain says why rules fired
     * @param clock what time ticks tell, milliseconds since the epoch
     */
    public static QueryServer start(
            QueryConfig config,
            Map<String, KafkaStreams> apps,
            KeptKpis kept,
            ClusterAccess cluster,
            @Nullable RuleRegister rules,
            @Nullable ChangeRegister changes,
            ExplainReader explain,
            LongSupplier clock) {
        List<List<String>> views = kept.views();
        KafkaStreams kpi = apps.get("kpi");
        KafkaStreams watch = apps.get("watch");
        LongSupplier wall = System::currentTimeMillis; // what a person means by -15m
        PeerTrust trust = config.trust();
        PeerCalls calls = new HttpPeers(config::mayAsk, trust, config.peerTls());
        List<Shelf<?, ?>> shared = AppShelves.none();
        CatalogReader catalog =
                watch == null ? CatalogReader.absent(NO_WATCH) : CatalogStores.of(watch, cluster.wiring());
        Tenancy tenancy = new Tenancy(config.access().isOn(), catalog);
        WatchDesks all =
                watch == null ? WatchDesks.absent(NO_WATCH) : WatchDesks.of(watch, config, calls, cluster, shared);
        WatchDesks desks = all.limited(tenancy);
        KpiSource kpis = tenancy.kpis(
                kpi == null ? KpiReader.absent(NO_KPI) : new AppShelves(kpi, config, calls, shared).kpis(kept, wall));
        PastReader past = tenancy.past(new PastTopics(cluster));
        AppStates states = new AppStates(apps);
        RuleBoard board =
                kpi == null || rules == null ? RuleBoard.absent(NO_KPI) : new RuleTopic(kpi, rules, cluster, clock);
        ChangeBoard told = kpi == null || changes == null
                ? ChangeBoard.absent(NO_KPI)
                : new ChangeTopic(kpi, changes, cluster, clock);
        Meters meters = meters(config, apps, states, views);
        return QueryServer.start(
                config,
                List.of(
                        new KpiResource(kpis, config.traces(), wall),
                        new TopResource(kpis, config.traces(), wall),
                        new CompareResource(kpis, new FrozenBaselines(cluster), config.traces(), wall),
                        new HeatmapResource(kpis, config.traces(), wall),
                        new ChangeResource(kpis, desks.patterns(), wall),
                        new AlertResource(desks.alerts()),
                        new AlertLifeResource(desks.alerts(), past, wall),
                        new EndedAlertResource(past, wall),
                        new PatternResource(desks.patterns(), config.traces(), wall),
                        new TicketResource(desks.tickets(), wall),
                        new GapResource(desks.gaps()),
                        new MarkResource(desks.marks(), desks.alerts(), wall),
                        new RuleResource(board),
                        new ChangeListResource(told, wall),
                        new ExplainResource(guarded(explain), views, wall),
                        new CatalogResource(tenancy.catalog()),
                        new DeadLetterResource(past, wall),
                        new FlowResource(states),
                        new HealthResource(tenancy.apps(states)),
                        new DocumentResource(),
                        new ConsoleResource(),
                        new MetricsResource(meters),
                        new PartsResource(shared, trust, config.peers().eachWithin())),
                meters);
    }

    /** Of this process alone: who scrapes asks each. */
    private static Meters meters(
            QueryConfig config, Map<String, KafkaStreams> apps, AppStates states, List<List<String>> views) {
        KafkaStreams kpi = apps.get("kpi");
        KafkaStreams watch = apps.get("watch");
        AppMeters meters = new AppMeters(
                states,
                states,
                new StageFigures(apps.values()),
                watch == null ? AlertReader.absent(NO_WATCH) : AlertStores.of(watch),
                kpi == null ? KpiReader.absent(NO_KPI) : KpiStores.of(kpi, views),
                config.metrics(),
                System::nanoTime);
        if (config.metrics().kafka()) {
            apps.forEach((name, app) -> meters.bind(new KafkaStreamsMetrics(app, Tags.of("app", name))));
        }
        return meters;
    }

    /** It reads topics; where they cannot be read it is not ready. */
    private static ExplainReader guarded(ExplainReader explain) {
        return (question, meanwhile) -> {
            try {
                return explain.explain(question, meanwhile);
            } catch (RegistryException | KafkaException e) {
                throw new NotReadyException("the log cannot be read: " + e.getMessage());
            }
        };
    }
}
