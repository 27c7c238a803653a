package dev.hypercare.deliver.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.deliver.alert.AlertLinks;
import dev.hypercare.deliver.alert.Transition;
import dev.hypercare.deliver.http.HttpSender;
import dev.hypercare.deliver.http.OutgoingRequest;
import dev.hypercare.deliver.http.SenderKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** What the webhook sink does; it holds secrets. */
final class WebhookConfig {
    private final AbstractConfig config;
    private final WebhookTemplate template;
    private final AlertLinks links;

    /** Error: {@link ConfigException}. */
    WebhookConfig(Map<String, String> properties) {
        config = new AbstractConfig(WebhookKeys.definition(), properties, false);
        template = template(config);
        links = new AlertLinks(SenderKeys.console(config), SenderKeys.runbooks(config));
    }

    /** Error: {@link ConfigException} naming the file and what is wrong in it. */
    private static WebhookTemplate template(AbstractConfig config) {
        String file = config.getString(WebhookKeys.FILE);
        if (file.isEmpty()) {
            return WebhookTemplate.shipped(config.getString(WebhookKeys.TEMPLATE));
        }
        try {
            return WebhookTemplate.parse(file, Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new ConfigException(WebhookKeys.FILE + " is '" + file + "', which cannot be read on this worker");
        } catch (IllegalArgumentException e) {
            throw new ConfigException(WebhookKeys.FILE + ": " + e.getMessage());
        }
    }

    AbstractConfig keys() {
        return config;
    }

    HttpSender sender() {
        return SenderKeys.sender(config);
    }

    ToldBefore told() {
        Set<String> severities = new TreeSet<>(config.getList(WebhookKeys.SEVERITIES));
        return new ToldBefore(template, severities, config.getBoolean(WebhookKeys.WATCHDOG));
    }

    /** How requests are made of a record. */
    Function<String, OutgoingRequest> requests(Transition transition) {
        JsonNode fields = AlertFields.of(
                transition.alert(),
                links,
                config.getPassword(WebhookKeys.SECRET).value());
        String authorization = config.getPassword(WebhookKeys.AUTHORIZATION).value();
        Map<String, String> headers = authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
        String url = config.getPassword(WebhookKeys.URL).value();
        return section -> template.request(section, url, headers, fields);
    }
}
