package dev.hypercare.streams;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Clients of which the main consumer hands some topics on in chunks. */
final class ChunkingClients implements KafkaClientSupplier {
    private final Clients others;
    private final Set<String> topics;

    ChunkingClients(Clients others, Set<String> topics) {
        this.others = others;
        this.topics = topics;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new ChunkedConsumer(config, topics);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return others.getRestoreConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return others.getGlobalConsumer(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return others.getProducer(config);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return others.getAdmin(config);
    }
}
