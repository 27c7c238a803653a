package dev.hypercare.streams;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Meter;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * What a task of a stage tells of itself, beside the metrics of Kafka Streams: group {@code stream-<stage>-metrics}, a set for each task.
 * Close it with the processor.
 */
public final class StageMetrics implements AutoCloseable {
    private final StreamsMetrics metrics;
    private final String stage;
    private final String task;
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final Map<String, Long> totals = new HashMap<>();

    public StageMetrics(String stage, ProcessorContext<?, ?> context) {
        this.metrics = context.metrics();
        this.stage = stage;
        this.task = context.taskId().toString();
    }

    /** How much there is of something now: {@code <name>}. */
    public void level(String name, double value) {
        sensors.computeIfAbsent(name, this::levels).record(value);
    }

    /**
     * How much there was of something since this was made: {@code <name>-total}, and {@code <name>-rate} a second.
     *
     * @param total all so far; not less than the last time
     */
    public void total(String name, long total) {
        Sensor sensor = sensors.computeIfAbsent(name, this::meters);
        Long before = totals.put(name, total);
        sensor.record(total - (before == null ? 0 : before));
    }

    /** A point of time for {@link #took}; it has no meaning otherwise. */
    public long begin() {
        return System.nanoTime();
    }

    /** Some work is done: {@code <name>-latency-avg} and {@code -max} say how long it took, milliseconds, {@code <name>-total} how often. */
    public void took(String name, long begun) {
        Sensor sensor = sensors.computeIfAbsent(
                name, unseen -> metrics.addLatencyRateTotalSensor(stage, task, name, Sensor.RecordingLevel.INFO));
        sensor.record((System.nanoTime() - begun) / 1e6);
    }

    private Sensor levels(String name) {
        Sensor sensor = sensor(name);
        sensor.add(named(name, "how many there are"), new Value());
        return sensor;
    }

    private Sensor meters(String name) {
        Sensor sensor = sensor(name);
        sensor.add(new Meter(
                named(name + "-rate", "how many there are a second"), named(name + "-total", "how many there were")));
        return sensor;
    }

    private Sensor sensor(String name) {
        return metrics.addSensor(stage + "." + task + "." + name, Sensor.RecordingLevel.INFO);
    }

    private MetricName named(String name, String description) {
        Map<String, String> tags = Map.of("thread-id", Thread.currentThread().getName(), stage + "-id", task);
        return new MetricName(name, "stream-" + stage + "-metrics", description, tags);
    }

    @Override
    public void close() {
        sensors.values().forEach(metrics::removeSensor);
        sensors.clear();
    }
}
