package dev.hypercare.deliver;

import dev.hypercare.deliver.webhook.WebhookKeys;
import dev.hypercare.deliver.webhook.WebhookSinkTask;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;

/** Posts the alerts of the topic {@code alerts} to a webhook: PagerDuty, Opsgenie, Slack, Teams, or anything that takes JSON. */
public final class WebhookSinkConnector extends AlertSinkConnector {
    /** For Connect. */
    public WebhookSinkConnector() {}

    @Override
    public Class<? extends Task> taskClass() {
        return WebhookSinkTask.class;
    }

    /** The template, where it is a file, is read on the worker that runs the task: it may not be there on this one. */
    @Override
    public ConfigDef config() {
        return WebhookKeys.definition();
    }
}
