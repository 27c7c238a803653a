package dev.hypercare.receiver.config;

import dev.hypercare.receiver.content.ContentLimits;
import dev.hypercare.receiver.content.SecretFields;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What the receiver does.
 *
 * @param host address to listen on
 * @param port 0 for a free one
 * @param tls null where the listener speaks plain HTTP
 * @param deadlineMs when a request is answered at the latest, milliseconds
 * @param queueRecords bound on what Kafka has not acknowledged
 * @param queueBytes the same in bytes
 * @param retryAfterSeconds told to who comes when there is no room
 * @param clientRate requests a second of one client; 0 where there is no bound
 * @param pollRecords records that go to Kafka at once
 * @param ids how many ids are remembered a path
 * @param secrets fields whose values are masked
 */
public record ReceiverConfig(
        String host,
        int port,
        @Nullable TlsFiles tls,
        int connections,
        long deadlineMs,
        ContentLimits limits,
        int queueRecords,
        long queueBytes,
        int retryAfterSeconds,
        int clientRate,
        int pollRecords,
        int ids,
        SecretFields secrets,
        List<PathConfig> paths) {

    /** The configuration. Error: {@link ConfigException} with all problems at once. */
    public static ReceiverConfig of(Map<String, String> properties) {
        Map<String, List<String>> problems = ReceiverProblems.of(properties);
        if (!problems.isEmpty()) {
            throw new ConfigException("The HTTP receiver is not configured right:\n  "
                    + String.join(
                            "\n  ",
                            problems.values().stream().flatMap(List::stream).toList()));
        }
        List<String> names = names(properties);
        AbstractConfig all = new AbstractConfig(definition(names), properties, false);
        return new ReceiverConfig(
                all.getString(ListenerKeys.HOST),
                all.getInt(ListenerKeys.PORT),
                tls(all),
                all.getInt(ListenerKeys.CONNECTIONS),
                all.getLong(ListenerKeys.DEADLINE),
                new ContentLimits(
                        all.getInt(ListenerKeys.BODY),
                        all.getInt(ListenerKeys.INFLATED),
                        all.getInt(ListenerKeys.RECORD),
                        all.getInt(ListenerKeys.RECORDS)),
                all.getInt(ListenerKeys.QUEUE_RECORDS),
                all.getLong(ListenerKeys.QUEUE_BYTES),
                all.getInt(ListenerKeys.RETRY_AFTER),
                all.getInt(ListenerKeys.CLIENT_RATE),
                all.getInt(ListenerKeys.POLL),
                all.getInt(ListenerKeys.IDS),
                new SecretFields(all.getList(ListenerKeys.MASK)),
                names.stream().map(name -> PathConfig.of(name, all)).toList());
    }

    /** The keys of the receiver and of paths of these names. */
    static ConfigDef definition(List<String> names) {
        ConfigDef keys = ListenerKeys.definition();
        names.forEach(name ->
                keys.embed(prefix(name), "paths " + name, keys.configKeys().size(), PathKeys.definition()));
        return keys;
    }

    static String prefix(String name) {
        return "paths." + name + ".";
    }

    /** The names of the paths; none where the key is missing. */
    static List<String> names(Map<String, String> properties) {
        String names = properties.get(ListenerKeys.PATHS);
        return names == null
                ? List.of()
                : List.of(names.split(",")).stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    private static @Nullable TlsFiles tls(AbstractConfig all) {
        String certificate = all.getString(ListenerKeys.CERTIFICATE);
        String ca = all.getString(ListenerKeys.CLIENT_CA);
        return certificate.isEmpty()
                ? null
                : new TlsFiles(
                        Path.of(certificate),
                        Path.of(all.getString(ListenerKeys.KEY)),
                        ca.isEmpty() ? null : Path.of(ca));
    }
}
