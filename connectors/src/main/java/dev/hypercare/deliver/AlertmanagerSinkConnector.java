package dev.hypercare.deliver;

import dev.hypercare.deliver.alertmanager.AlertmanagerKeys;
import dev.hypercare.deliver.alertmanager.AlertmanagerSinkTask;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;

/** Tells Alertmanagers (API v2) of the alerts of the topic {@code alerts}: what fires, again before they forget it, and its end. */
public final class AlertmanagerSinkConnector extends AlertSinkConnector {
    /** For Connect. */
    public AlertmanagerSinkConnector() {}

    @Override
    public Class<? extends Task> taskClass() {
        return AlertmanagerSinkTask.class;
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
