package dev.hypercare.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.config.InvalidInput;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path directory;

    @Test
    void keepsItsRecordsAndItsClusterIdAcrossRestartsOnAnotherPort() throws Exception {
        String clusterId;
        int firstPort;
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            clusterId = broker.clusterId();
            firstPort = port(broker);
            createTopic(broker, "kept");
            send(broker, 60, "kept", "one", "two");
        }
        try (ServerSocket taken = new ServerSocket(firstPort, 1, InetAddress.getByName("127.0.0.1"));
                EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            assertThat(port(broker)).isNotEqualTo(taken.getLocalPort());
            assertThat(broker.clusterId()).isEqualTo(clusterId);
            send(broker, 60, "kept", "three");
            assertThat(read(broker, "kept", 3)).containsExactly("one", "two", "three");
            assertThat(broker.fault()).isNotDone();
        }
    }

    @Test
    void makesNoTopicsThatNobodyAskedFor() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            assertThatThrownBy(() -> send(broker, 2, "never-made", "one")).hasMessageContaining("never-made");
        }
    }

    @Test
    void namesThePortThatIsInUseAndTheOptionThatChangesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, "127.0.0.1", taken.getLocalPort()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .extracting(e -> ((InvalidInput) e).advice())
                    .asString()
                    .contains("--broker-port");
        }
        EmbeddedBroker.start(directory, "127.0.0.1", 0).close();
    }

    @Test
    void refusesADirectoryThatAnotherInstanceUses() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            assertThat(broker.bootstrapServers()).isNotEmpty();
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, "127.0.0.1", 0))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aBrokerThatGivesUpTellsItAndLeavesTheJvmAlive() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            Exit.halt(1, "all log directories have failed");
            assertThat(broker.fault()).isCompletedWithValueMatching(why -> why.contains("log directories have failed"));
        }
    }

    private static int port(EmbeddedBroker broker) {
        return Integer.parseInt(broker.bootstrapServers().split(":")[1]);
    }

    private static void createTopic(EmbeddedBroker broker, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(1, TimeUnit.MINUTES);
        }
    }

    /** Waits at most so many seconds for the topic. */
    private static void send(EmbeddedBroker broker, int patience, String topic, String... values) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", 1000 * patience);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get(1, TimeUnit.MINUTES);
            }
        }
    }

    private static List<String> read(EmbeddedBroker broker, String topic, int count) {
        List<String> values = new ArrayList<>();
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
