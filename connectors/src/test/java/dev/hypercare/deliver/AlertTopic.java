package dev.hypercare.deliver;

import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.serde.AvroSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of alerts on a broker, and somebody who writes to it. */
final class AlertTopic implements AutoCloseable {
    static final String NAME = "hypercare.alerts.v1";

    private final KafkaProducer<String, Alert> producer;

    AlertTopic(EmbeddedBroker broker, TestRegistry registry) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(NAME, 3, (short) 1))).all().get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new AvroSerializer<>(registry.schemas(), true));
    }

    /** Writes one now; returns its record. */
    Alert send(GivenAlert alert) throws Exception {
        Alert record = alert.record();
        producer.send(new ProducerRecord<>(NAME, null, Instant.now().toEpochMilli(), record.getFingerprint(), record))
                .get();
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
