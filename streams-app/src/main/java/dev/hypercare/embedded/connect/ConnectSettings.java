package dev.hypercare.embedded.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a worker beside the embedded broker is told.
 *
 * @param port of its REST API, which listens on the loopback address; 0 takes a free one
 * @param plugins folders of plugins, ours first
 */
public record ConnectSettings(int port, List<Path> plugins) {
    public ConnectSettings {
        plugins = List.copyOf(plugins);
    }

    /** The properties of the worker. */
    Map<String, String> of(String bootstrap) {
        Map<String, String> all = new TreeMap<>();
        all.put("bootstrap.servers", bootstrap);
        all.put("listeners", "http://127.0.0.1:" + port);
        all.put("group.id", "hypercare-connect");
        all.put("exactly.once.source.support", "enabled");
        // What a killed worker had begun keeps the next one from reading its offsets until it is given up.
        all.put("producer.transaction.timeout.ms", "6000");
        all.put("session.timeout.ms", "6000");
        all.put("heartbeat.interval.ms", "2000");
        all.put("scheduled.rebalance.max.delay.ms", "0");
        all.put(
                "plugin.path",
                plugins.stream().map(one -> one.toAbsolutePath().toString()).collect(Collectors.joining(",")));
        // Ours say what they are; those of others may have to be looked for class by class, which takes seconds.
        all.put("plugin.discovery", plugins.size() == 1 ? "service_load" : "hybrid_warn");
        all.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        all.put("config.providers", "file,env");
        all.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        all.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        for (String topic : List.of("offset", "config", "status")) {
            all.put(topic + ".storage.topic", "hypercare-connect-" + topic);
            all.put(topic + ".storage.replication.factor", "1");
        }
        all.put("offset.storage.partitions", "1");
        all.put("status.storage.partitions", "1");
        return all;
    }
}
