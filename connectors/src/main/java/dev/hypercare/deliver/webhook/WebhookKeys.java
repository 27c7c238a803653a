package dev.hypercare.deliver.webhook;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import dev.hypercare.deliver.http.SenderKeys;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The keys of the webhook sink. */
public final class WebhookKeys {
    static final String URL = "webhook.url";
    static final String SECRET = "webhook.secret";
    static final String AUTHORIZATION = "webhook.authorization";
    static final String TEMPLATE = "template";
    static final String FILE = "template.file";
    static final String SEVERITIES = "severities";
    static final String WATCHDOG = "watchdog";
    static final String RETRY_FOR = "retry.for.ms";

    private WebhookKeys() {}

    /** The definition, with the documentation of each key. */
    public static ConfigDef definition() {
        ConfigDef keys = new ConfigDef();
        SenderKeys.key(keys, URL, Type.PASSWORD, NO_DEFAULT_VALUE, WebhookKeys::checkUrl, Importance.HIGH, """
                Address to post to; paths of the template come after it. For PagerDuty https://events.pagerduty.com/v2/enqueue, for
                Opsgenie https://api.opsgenie.com or https://api.eu.opsgenie.com, for Slack and Teams the address of the incoming
                webhook or workflow. It is never logged, because it can be a secret: use a ConfigProvider then.""");
        SenderKeys.key(
                keys,
                TEMPLATE,
                Type.STRING,
                "json",
                ValidString.in(WebhookTemplate.SHIPPED.toArray(String[]::new)),
                Importance.HIGH,
                "What is posted: json (the alert as it is), opsgenie, pagerduty, slack or teams.");
        SenderKeys.key(keys, FILE, Type.STRING, "", null, Importance.MEDIUM, """
                A template of your own, a file on the workers, instead; read when the task starts.""");
        SenderKeys.key(keys, SECRET, Type.PASSWORD, "", null, Importance.HIGH, """
                What {{secret}} in the template stands for: the integration key of PagerDuty, the API key of Opsgenie; use a
                ConfigProvider.""");
        SenderKeys.key(keys, AUTHORIZATION, Type.PASSWORD, "", null, Importance.MEDIUM, """
                Value of the header Authorization, such as Bearer and a token; use a ConfigProvider.""");
        SenderKeys.key(
                keys,
                SEVERITIES,
                Type.LIST,
                "P1,P2,P3,P4",
                ConfigDef.ValidList.in("P1", "P2", "P3", "P4"),
                Importance.MEDIUM,
                """
                Severities that are posted. The end of an alert that was posted always is.""");
        SenderKeys.key(keys, WATCHDOG, Type.BOOLEAN, false, null, Importance.MEDIUM, """
                Whether each renewal of the watchdog alert is posted, for a dead man's switch; nothing else is posted again while
                nothing changes.""");
        SenderKeys.key(keys, RETRY_FOR, Type.LONG, 3_600_000L, atLeast(0), Importance.MEDIUM, """
                How long one record is tried before it becomes a dead letter, milliseconds.""");
        return SenderKeys.define(keys);
    }

    private static void checkUrl(String name, @Nullable Object value) {
        String text = value instanceof Password secret ? secret.value() : "";
        if (!SenderKeys.isAddress(text)) {
            throw new ConfigException(name + " is no address; expected https://host/path, without a user");
        }
    }
}
