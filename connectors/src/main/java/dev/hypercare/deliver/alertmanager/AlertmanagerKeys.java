package dev.hypercare.deliver.alertmanager;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import dev.hypercare.deliver.http.SenderKeys;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The keys of the Alertmanager sink. */
public final class AlertmanagerKeys {
    static final String URLS = "alertmanager.urls";
    static final String DELIVER = "deliver.to";
    static final String REFRESH = "refresh.ms";
    static final String EXPIRE = "expire.ms";
    static final String WATCHDOG = "watchdog.expire.ms";
    static final String USER = "basic.user";
    static final String PASSWORD = "basic.password";
    static final String TOKEN = "bearer.token";
    static final String LABELS = "labels";

    private AlertmanagerKeys() {}

    /** The definition, with the documentation of each key. */
    public static ConfigDef definition() {
        ConfigDef keys = new ConfigDef();
        SenderKeys.key(keys, URLS, Type.LIST, NO_DEFAULT_VALUE, AlertmanagerKeys::checkUrls, Importance.HIGH, """
                Addresses of the Alertmanagers, separated by commas, each with its path prefix if it has one, such as
                http://alertmanager-0:9093,http://alertmanager-1:9093. Each is told of everything: those of one cluster agree among
                themselves who notifies.""");
        SenderKeys.key(keys, DELIVER, Type.STRING, "all", ValidString.in("all", "any"), Importance.MEDIUM, """
                When an alert counts as delivered: all (every Alertmanager has taken it) or any (one has; the others are tried on).
                Only what counts is committed.""");
        SenderKeys.key(keys, REFRESH, Type.LONG, 60_000L, atLeast(1_000), Importance.MEDIUM, """
                How often what fires is posted again, milliseconds.""");
        SenderKeys.key(keys, EXPIRE, Type.LONG, 300_000L, atLeast(2_000), Importance.MEDIUM, """
                How long an alert lasts in Alertmanager when it is not posted again (endsAt), milliseconds; at least twice
                refresh.ms. It has to outlast a restart of Connect.""");
        SenderKeys.key(keys, WATCHDOG, Type.LONG, 120_000L, atLeast(1_000), Importance.MEDIUM, """
                The same of the watchdog, from when its record was written: it is not posted again unless Hypercare renews it, which
                it does every 30 s (alerts.watchdog-every).""");
        SenderKeys.key(keys, LABELS, Type.LIST, "", AlertmanagerKeys::checkLabels, Importance.MEDIUM, """
                Labels that every alert has beside its own, such as environment=production,region=eu.""");
        SenderKeys.key(keys, USER, Type.STRING, "", null, Importance.MEDIUM, "Name for basic authentication.");
        SenderKeys.key(
                keys, PASSWORD, Type.PASSWORD, "", null, Importance.MEDIUM, "Its password; use a ConfigProvider.");
        SenderKeys.key(
                keys, TOKEN, Type.PASSWORD, "", null, Importance.MEDIUM, "Bearer token instead; use a ConfigProvider.");
        return SenderKeys.define(keys);
    }

    private static void checkUrls(String name, @Nullable Object value) {
        List<?> urls = value instanceof List<?> list ? list : List.of();
        if (urls.isEmpty() || !urls.stream().allMatch(url -> SenderKeys.isAddress(url.toString()))) {
            throw new ConfigException(
                    name + " is not right; expected addresses such as http://alertmanager:9093, without users");
        }
    }

    private static void checkLabels(String name, @Nullable Object value) {
        for (Object label : value instanceof List<?> list ? list : List.of()) {
            if (!label.toString().matches("[a-zA-Z_][a-zA-Z0-9_]*=.+")) {
                throw new ConfigException(name + " has '" + label + "'; expected name=value");
            }
        }
    }
}
