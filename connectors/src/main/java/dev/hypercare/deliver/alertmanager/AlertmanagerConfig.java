package dev.hypercare.deliver.alertmanager;

import dev.hypercare.deliver.alert.AlertLinks;
import dev.hypercare.deliver.http.HttpSender;
import dev.hypercare.deliver.http.SenderKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What the Alertmanager sink does.
 *
 * @param all whether every Alertmanager has to take an alert before it is delivered
 * @param headers of each request; they hold secrets
 * @param oldMs from which age on a record is of the past, milliseconds
 */
record AlertmanagerConfig(
        List<Target> targets,
        boolean all,
        long refreshMs,
        long expireMs,
        long watchdogExpireMs,
        AlertWords words,
        Map<String, String> headers,
        HttpSender sender,
        long oldMs) {

    /** Error: {@link ConfigException}. */
    static AlertmanagerConfig of(Map<String, String> properties) {
        String problem = expiresTooSoon(properties);
        if (problem != null) {
            throw new ConfigException(problem);
        }
        AbstractConfig config = new AbstractConfig(AlertmanagerKeys.definition(), properties, false);
        AlertLinks links = new AlertLinks(SenderKeys.console(config), SenderKeys.runbooks(config));
        return new AlertmanagerConfig(
                config.getList(AlertmanagerKeys.URLS).stream()
                        .map(url -> new Target(
                                URI.create(url.replaceAll("/+$", "") + "/api/v2/alerts"), SenderKeys.backOff(config)))
                        .toList(),
                config.getString(AlertmanagerKeys.DELIVER).equals("all"),
                config.getLong(AlertmanagerKeys.REFRESH),
                config.getLong(AlertmanagerKeys.EXPIRE),
                config.getLong(AlertmanagerKeys.WATCHDOG),
                new AlertWords(labels(config), links),
                headers(config),
                SenderKeys.sender(config),
                SenderKeys.oldMs(config));
    }

    /** What is wrong between the two times; null where nothing is, or where one is no number, which is told elsewhere. */
    static @Nullable String expiresTooSoon(Map<String, String> properties) {
        try {
            long refresh = Long.parseLong(properties.getOrDefault(AlertmanagerKeys.REFRESH, "60000"));
            long expire = Long.parseLong(properties.getOrDefault(AlertmanagerKeys.EXPIRE, "300000"));
            return expire >= 2 * refresh
                    ? null
                    : AlertmanagerKeys.EXPIRE + " is " + expire + "; expected at least twice "
                            + AlertmanagerKeys.REFRESH + ", which is " + refresh;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Map<String, String> labels(AbstractConfig config) {
        Map<String, String> labels = new HashMap<>();
        for (String label : config.getList(AlertmanagerKeys.LABELS)) {
            int equals = label.indexOf('=');
            labels.put(label.substring(0, equals), label.substring(equals + 1));
        }
        return labels;
    }

    private static Map<String, String> headers(AbstractConfig config) {
        String token = config.getPassword(AlertmanagerKeys.TOKEN).value();
        if (!token.isEmpty()) {
            return Map.of("Authorization", "Bearer " + token);
        }
        String user = config.getString(AlertmanagerKeys.USER);
        if (user.isEmpty()) {
            return Map.of();
        }
        String pair = user + ":" + config.getPassword(AlertmanagerKeys.PASSWORD).value();
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
