package dev.hypercare.deliver;

import dev.hypercare.plugin.BuildVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkConnector;

/** A sink of the topic {@code alerts}; all of its tasks have the same configuration. */
abstract class AlertSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    @Override
    public final String version() {
        return BuildVersion.TEXT;
    }

    @Override
    public final void start(Map<String, String> given) {
        properties = new LinkedHashMap<>(given);
    }

    @Override
    public final void stop() {
        properties = Map.of();
    }

    @Override
    public final List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }
}
