package dev.hypercare.bench.chaos;

import dev.hypercare.streams.Clients;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** Kafka's clients, with {@link CommitFaults} before the transactional producers of one application. */
final class FaultyClients extends Clients {
    private final String applicationId;
    private final AtomicReference<@Nullable FaultKind> armed = new AtomicReference<>();

    /** @param applicationId of the application whose commits may fail */
    FaultyClients(String applicationId) {
        this.applicationId = applicationId;
    }

    /** The next commit with partials does this. */
    void arm(FaultKind kind) {
        armed.set(kind);
    }

    /** Nothing is to be done any more. */
    void disarm() {
        armed.set(null);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Producer<byte[], byte[]> producer = super.getProducer(config);
        Object id = config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return id != null && id.toString().startsWith(applicationId + "-")
                ? CommitFaults.around(producer, armed)
                : producer;
    }
}
