package dev.hypercare.deliver;

import dev.hypercare.deliver.webhook.WebhookKeys;
import dev.hypercare.deliver.webhook.WebhookSinkTask;
import dev.hypercare.plugin.BuildVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Posts the alerts of the topic {@code alerts} to a webhook: PagerDuty, Opsgenie, Slack, Teams, or anything that takes JSON. */
public final class WebhookSinkConnector extends SinkConnector {
    private Map<String, String> properties = Map.of();

    /** For Connect. */
    public WebhookSinkConnector() {}

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
        return WebhookSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int i = 0; i < maxTasks; i++) {
            configs.add(properties);
        }
        return configs;
    }

    /** The template, where it is a file, is read on the worker that runs the task: it may not be there on this one. */
    @Override
    public ConfigDef config() {
        return WebhookKeys.definition();
    }
}
