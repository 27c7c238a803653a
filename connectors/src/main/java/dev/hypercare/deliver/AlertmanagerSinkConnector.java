package dev.hypercare.deliver;

import dev.hypercare.deliver.alertmanager.AlertmanagerKeys;
import dev.hypercare.deliver.alertmanager.AlertmanagerSinkTask;
import dev.hypercare.plugin.BuildVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Tells Alertmanagers (API v2) of the alerts of the topic {@code alerts}: what fires, again before they forget it, and its end. */
public final class AlertmanagerSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    /** For Connect. */
    public AlertmanagerSinkConnector() {}

    @Override
    public String version() {
        return BuildVersion.TEXT;
    }

    @Override
    public void start(Map<String, String> given) {
        properties = new LinkedHashMap<>(given);
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return AlertmanagerSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int i = 0; i < maxTasks; i++) {
            configs.add(properties);
        }
        return configs;
    }

    @Override
    public ConfigDef config() {
        return AlertmanagerKeys.definition();
    }

    @Override
    public Config validate(Map<String, String> given) {
        Config config = super.validate(given);
        String problem = AlertmanagerSinkTask.problem(given);
        for (ConfigValue value : config.configValues()) {
            if (problem != null && problem.startsWith(value.name() + " ")) {
                value.addErrorMessage(problem);
            }
        }
        return config;
    }
}
