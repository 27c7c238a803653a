package dev.hypercare.streams;

import dev.hypercare.contract.config.References;
import dev.hypercare.contract.config.Section;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The Kafka cluster.
 *
 * @param bootstrap addresses of some of its brokers, {@code host:port,host:port}
 * @param properties more client properties by Kafka's own names, such as {@code security.protocol}, secrets resolved
 */
public record ClusterConfig(String bootstrap, Map<String, String> properties) {
    public static final ClusterConfig DEFAULT = new ClusterConfig("127.0.0.1:19092", Map.of());

    /** Properties that the application sets by itself, with the key of ours that does so. */
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("bootstrap.servers", "kafka.bootstrap"),
            Map.entry("application.id", "application"),
            Map.entry("group.id", "application"),
            Map.entry("group.instance.id", "instance"),
            Map.entry("processing.guarantee", "guarantee"),
            Map.entry("state.dir", "state-dir"),
            Map.entry("commit.interval.ms", "commit-interval"),
            Map.entry("num.stream.threads", "threads"),
            Map.entry("num.standby.replicas", "standby-replicas"),
            Map.entry("replication.factor", "topics.replication"),
            Map.entry("session.timeout.ms", "session-timeout"),
            Map.entry("transaction.timeout.ms", "transaction-timeout"));

    /** What only Kafka Streams understands begins with these; plain clients would warn of it. */
    private static final Set<String> STREAMS_ONLY = Set.of(
            "producer.", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer.", "admin.", "topic.");

    public ClusterConfig {
        properties = Map.copyOf(properties);
    }

    /** Reads the section {@code kafka}. */
    public static ClusterConfig read(Section section) {
        String bootstrap = section.scalar("bootstrap", DEFAULT.bootstrap, "host:port, or several with commas", text -> {
            if (!text.matches("[^\\s:,]+:\\d{1,5}(\\s*,\\s*[^\\s:,]+:\\d{1,5})*")
                    && !text.matches("\\[[0-9a-fA-F:]+]:\\d{1,5}")) {
                throw new IllegalArgumentException();
            }
            return text.replaceAll("\\s", "");
        });
        Section named = section.section("properties");
        Map<String, String> properties = References.words(named);
        properties.forEach((key, value) -> {
            String ours = OURS.get(key.replaceFirst("^(main\\.)?(consumer|producer)\\.", ""));
            if (ours != null) {
                named.problem(key, References.shown(key, value), "the key " + ours + " instead");
            }
        });
        return new ClusterConfig(bootstrap, properties);
    }

    /** Properties for a plain producer, consumer or admin client. */
    public Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>();
        properties.forEach((key, value) -> {
            if (STREAMS_ONLY.stream().noneMatch(key::startsWith)) {
                client.put(key, value);
            }
        });
        client.put("bootstrap.servers", bootstrap);
        return client;
    }

    /** Another cluster with the same properties. */
    public ClusterConfig at(String otherBootstrap) {
        return new ClusterConfig(otherBootstrap, properties);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>(properties);
        shown.replaceAll(References::shown);
        return "ClusterConfig[bootstrap=" + bootstrap + ", properties=" + shown + "]";
    }
}
