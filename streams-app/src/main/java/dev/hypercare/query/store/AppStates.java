package dev.hypercare.query.store;

import dev.hypercare.query.AppReader;
import dev.hypercare.query.FlowReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** How the applications of this process are, as Kafka Streams tells it. */
public final class AppStates implements AppReader, FlowReader {
    private static final String RESTORE_CONSUMER = "-restore-consumer";
    private static final String GLOBAL_CONSUMER = "-global-consumer";

    private final Map<String, KafkaStreams> apps;

    /** @param apps by name, in the order of the flow */
    public AppStates(Map<String, KafkaStreams> apps) {
        this.apps = new LinkedHashMap<>(apps);
    }

    @Override
    public List<AppState> apps() {
        List<AppState> states = new ArrayList<>();
        apps.forEach((name, app) -> {
            KafkaStreams.State state = app.state();
            states.add(new AppState(name, state.name(), state == KafkaStreams.State.RUNNING, lag(app.metrics())));
        });
        return states;
    }

    @Override
    public List<AppFlow> flows() {
        List<AppFlow> flows = new ArrayList<>();
        apps.forEach((name, app) -> flows.add(new AppFlow(name, app.state().name(), threads(app))));
        return flows;
    }

    @Override
    public List<PartitionLag> lags() {
        List<PartitionLag> lags = new ArrayList<>();
        apps.forEach((name, app) -> lags.addAll(lags(name, app.metrics())));
        return lags;
    }

    @Override
    public List<PartitionLag> storeLags() {
        List<PartitionLag> lags = new ArrayList<>();
        apps.forEach(
                (name, app) -> lags.addAll(lags(name, app.metrics(), client -> client.endsWith(RESTORE_CONSUMER))));
        return lags;
    }

    /** What the consumers of the input topics last measured; consumers that restore stores are left out. */
    static @Nullable Long lag(Map<MetricName, ? extends Metric> metrics) {
        long sum = 0;
        boolean known = false;
        for (PartitionLag lag : lags("", metrics)) {
            Long records = lag.records();
            if (records != null) {
                sum += records;
                known = true;
            }
        }
        return known ? (Long) sum : null;
    }

    /** The same by partition. */
    static List<PartitionLag> lags(String app, Map<MetricName, ? extends Metric> metrics) {
        return lags(app, metrics, client -> !client.endsWith(RESTORE_CONSUMER) && !client.endsWith(GLOBAL_CONSUMER));
    }

    private static List<PartitionLag> lags(
            String app, Map<MetricName, ? extends Metric> metrics, Predicate<String> ofClient) {
        List<PartitionLag> lags = new ArrayList<>();
        metrics.forEach((name, metric) -> {
            String client = name.tags().getOrDefault("client-id", "");
            String partition = name.tags().get("partition");
            if (name.name().equals("records-lag") && partition != null && ofClient.test(client)) {
                boolean known = metric.metricValue() instanceof Double records && !records.isNaN();
                lags.add(new PartitionLag(
                        app,
                        name.tags().getOrDefault("topic", ""),
                        Integer.parseInt(partition),
                        known ? (Long) ((Double) metric.metricValue()).longValue() : null));
            }
        });
        return lags;
    }

    /** None while the application does not run. */
    private static List<Worker> threads(KafkaStreams app) {
        Collection<ThreadMetadata> threads;
        try {
            threads = app.metadataForLocalThreads();
        } catch (IllegalStateException | InvalidStateStoreException e) {
            return List.of();
        }
        return threads.stream()
                .sorted(Comparator.comparing(ThreadMetadata::threadName))
                .map(thread -> new Worker(
                        thread.threadName(),
                        thread.threadState(),
                        work(thread.activeTasks()),
                        work(thread.standbyTasks())))
                .toList();
    }

    private static List<Work> work(Collection<TaskMetadata> tasks) {
        return tasks.stream()
                .sorted(Comparator.comparing(TaskMetadata::taskId))
                .map(task -> new Work(
                        task.taskId().toString(),
                        task.topicPartitions().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()))
                .toList();
    }
}
