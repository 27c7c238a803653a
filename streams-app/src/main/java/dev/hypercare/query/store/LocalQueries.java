package dev.hypercare.query.store;

import dev.hypercare.query.AlertReader;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.MarkBook;
import dev.hypercare.query.QueryConfig;
import dev.hypercare.query.QueryServer;
import dev.hypercare.streams.ClusterAccess;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;

/** The query API over the stores of this process; what other processes keep it cannot tell. */
public final class LocalQueries {
    private static final String ELSEWHERE = " does not run in this process: ask one that runs it";

    private LocalQueries() {}

    /**
     * Starts it.
     *
     * @param apps the applications of this process by name, in the order of the flow
     * @param views the views that KPIs are kept for
     * @param cluster where marks are written
     */
    public static QueryServer start(
            QueryConfig config, Map<String, KafkaStreams> apps, List<List<String>> views, ClusterAccess cluster) {
        KafkaStreams kpi = apps.get("kpi");
        KafkaStreams watch = apps.get("watch");
        return QueryServer.start(
                config,
                kpi == null ? KpiReader.absent("kpi" + ELSEWHERE) : KpiStores.of(kpi, views),
                watch == null ? AlertReader.absent("watch" + ELSEWHERE) : AlertStores.of(watch),
                watch == null ? MarkBook.absent("watch" + ELSEWHERE) : new MarkStores(watch, cluster),
                new AppStates(apps),
                System::currentTimeMillis);
    }
}
