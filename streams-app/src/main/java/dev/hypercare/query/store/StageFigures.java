package dev.hypercare.query.store;

import dev.hypercare.query.StageReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** What the stages record beside the metrics of Kafka Streams: groups {@code stream-<stage>-metrics} with the task as {@code <stage>-id}. */
final class StageFigures implements StageReader {
    private static final Pattern GROUP = Pattern.compile("stream-([a-z]+)-metrics");

    private final Collection<KafkaStreams> apps;

    StageFigures(Collection<KafkaStreams> apps) {
        this.apps = List.copyOf(apps);
    }

    @Override
    public List<StageFigure> figures() {
        List<StageFigure> figures = new ArrayList<>();
        apps.forEach(app -> figures.addAll(of(app.metrics())));
        return figures;
    }

    /** Those of one application; Kafka's own groups have other tags. */
    static List<StageFigure> of(Map<MetricName, ? extends Metric> metrics) {
        List<StageFigure> figures = new ArrayList<>();
        metrics.forEach((name, metric) -> {
            Matcher group = GROUP.matcher(name.group());
            if (group.matches()) {
                String stage = group.group(1);
                String task = name.tags().get(stage + "-id");
                if (task != null
                        && !stage.matches("thread|task|processor|state|record|client")
                        && metric.metricValue() instanceof Number value) {
                    figures.add(new StageFigure(stage, task, name.name(), value.doubleValue()));
                }
            }
        });
        return figures;
    }
}
