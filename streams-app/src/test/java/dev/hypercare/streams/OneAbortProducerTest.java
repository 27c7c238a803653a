package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneAbortProducerTest {
    @TempDir
    Path directory;

    @Test
    void afterAnAbortItIsLikeFencedSoThatAllTasksOfTheThreadStartAnew() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0);
                Producer<byte[], byte[]> producer = new Clients()
                        .getProducer(Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                broker.bootstrapServers(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.abortTransaction();
            assertThatThrownBy(producer::beginTransaction).isInstanceOf(ProducerFencedException.class);
        }
    }
}
