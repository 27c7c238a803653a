package dev.hypercare.query.store;

import dev.hypercare.query.AppReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** How the applications of this process are, as Kafka Streams tells it. */
public final class AppStates implements AppReader {
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

    /** What the consumers of the input topics last measured; consumers that restore stores are left out. */
    static @Nullable Long lag(Map<MetricName, ? extends Metric> metrics) {
        long lag = 0;
        boolean known = false;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            MetricName name = metric.getKey();
            String client = name.tags().getOrDefault("client-id", "");
            if (name.name().equals("records-lag")
                    && name.tags().containsKey("partition")
                    && !client.endsWith("-restore-consumer")
                    && !client.endsWith("-global-consumer")
                    && metric.getValue().metricValue() instanceof Double records
                    && !records.isNaN()) {
                lag += records.longValue();
                known = true;
            }
        }
        return known ? (Long) lag : null;
    }
}
