package dev.hypercare.query.store;

import dev.hypercare.contract.RuleRegister;
import dev.hypercare.query.AlertReader;
import dev.hypercare.query.GapReader;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.MarkBook;
import dev.hypercare.query.PatternReader;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.QueryServer;
import dev.hypercare.query.RuleBoard;
import dev.hypercare.query.TicketReader;
import dev.hypercare.query.TicketResource;
import dev.hypercare.streams.ClusterAccess;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** The query API over the stores of this process; what other processes keep it cannot tell. */
public final class LocalQueries {
    private static final String ELSEWHERE = " does not run in this process: ask one that runs it";

    private LocalQueries() {}

    /**
     * Starts it.
     *
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
        return QueryServer.start(
                config,
                kpi == null ? KpiReader.absent("kpi" + ELSEWHERE) : KpiStores.of(kpi, views),
                watch == null ? AlertReader.absent("watch" + ELSEWHERE) : AlertStores.of(watch),
                watch == null ? PatternReader.absent("watch" + ELSEWHERE) : PatternStores.of(watch),
                watch == null ? MarkBook.absent("watch" + ELSEWHERE) : new MarkStores(watch, cluster),
                kpi == null || rules == null
                        ? RuleBoard.absent("kpi" + ELSEWHERE)
                        : new RuleTopic(kpi, rules, cluster, clock),
                new AppStates(apps),
                watch == null ? GapReader.absent("watch" + ELSEWHERE) : GapStores.of(watch),
                System::currentTimeMillis,
                new TicketResource(
                        watch == null ? TicketReader.absent("watch" + ELSEWHERE) : TicketStores.of(watch),
                        System::currentTimeMillis));
    }
}
