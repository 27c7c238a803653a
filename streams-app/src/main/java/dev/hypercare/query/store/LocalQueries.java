package dev.hypercare.query.store;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.QueryServer;
import dev.hypercare.query.RuleBoard;
import dev.hypercare.query.TicketResource;
import dev.hypercare.query.cluster.HttpPeers;
import dev.hypercare.query.cluster.PartsResource;
import dev.hypercare.query.cluster.PeerCalls;
import dev.hypercare.query.cluster.Shelf;
import dev.hypercare.streams.ClusterAccess;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The query API of this process, over the stores of the whole application: its own, and through other instances theirs. */
public final class LocalQueries {
    private static final String ELSEWHERE = " does not run in this process: ask one that runs it";

    private LocalQueries() {}

    /**
     * Starts it.
     *
     * @param config where it listens, with a port that is settled
     * @param apps the applications of this process by name, in the order of the flow
     * @param views the views that KPIs are kept for
     * @param cluster where marks and rules are written
     * @param rules those of the application kpi; null where it does not run here
     * @param clock what time ticks tell, milliseconds since the epoch
     */
    public static QueryServer start(
            QueryConfig config,
            Map<String, KafkaStreams> apps,
            List<List<String>> views,
            ClusterAccess cluster,
            @Nullable RuleRegister rules,
            LongSupplier clock) {
        KafkaStreams kpi = apps.get("kpi");
        KafkaStreams watch = apps.get("watch");
        PeerCalls calls = new HttpPeers(config::mayAsk);
        List<Shelf<?, ?>> shared = AppShelves.none();
        WatchDesks desks = watch == null
                ? WatchDesks.absent("watch" + ELSEWHERE)
                : WatchDesks.of(watch, config, calls, cluster, shared);
        return QueryServer.start(
                config,
                kpi == null
                        ? KpiReader.absent("kpi" + ELSEWHERE)
                        : new AppShelves(kpi, config, calls, shared).kpis(views),
                desks.alerts(),
                desks.patterns(),
                desks.marks(),
                kpi == null || rules == null
                        ? RuleBoard.absent("kpi" + ELSEWHERE)
                        : new RuleTopic(kpi, rules, cluster, clock),
                new AppStates(apps),
                desks.gaps(),
                System::currentTimeMillis,
                new TicketResource(desks.tickets(), System::currentTimeMillis),
                new PartsResource(shared));
    }
}
