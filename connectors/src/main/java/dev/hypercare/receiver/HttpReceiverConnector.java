package dev.hypercare.receiver;

import dev.hypercare.plugin.BuildVersion;
import dev.hypercare.receiver.config.ListenerKeys;
import dev.hypercare.receiver.config.ReceiverConfig;
import dev.hypercare.receiver.config.ReceiverProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * An HTTP server as a source connector: gateways, monitors and ticket systems post to it, and are answered 2xx after Kafka has what they
 * posted. One task, which is one listener on the worker that runs it.
 */
public final class HttpReceiverConnector extends SourceConnector {
    private Map<String, String> properties = Map.of();

    /** For Connect. */
    public HttpReceiverConnector() {}

    @Override
    public String version() {
        return BuildVersion.TEXT;
    }

    @Override
    public void start(Map<String, String> given) {
        ReceiverConfig.of(given);
        properties = new LinkedHashMap<>(given);
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return HttpReceiverTask.class;
    }

    /** One, whatever is allowed: two listeners cannot share a port. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    /** The keys of the receiver; those of its paths are in the reference, because their names depend on {@code paths}. */
    @Override
    public ConfigDef config() {
        return ListenerKeys.definition();
    }

    /** All problems at once, those of paths and of Connect's own keys under their own names. */
    @Override
    public Config validate(Map<String, String> given) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        config().validate(given)
                .forEach(value -> values.put(
                        value.name(),
                        new ConfigValue(value.name(), value.value(), value.recommendedValues(), new ArrayList<>())));
        ReceiverProblems.of(given)
                .forEach((key, texts) -> texts.forEach(
                        text -> values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(text)));
        return new Config(List.copyOf(values.values()));
    }

    /** Supported where each poll is a transaction, which is the default; others would let requests wait for theirs. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> given) {
        return given.getOrDefault("transaction.boundary", "poll").equalsIgnoreCase("poll")
                ? ExactlyOnceSupport.SUPPORTED
                : ExactlyOnceSupport.UNSUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> given) {
        return ConnectorTransactionBoundaries.UNSUPPORTED;
    }
}
