package dev.hypercare.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    @TempDir
    Path data;

    @Test
    void aKilledBrokerIsBackOnItsAddressWithItsTopics() throws Exception {
        try (BrokerProcess broker = BrokerProcess.startAlone(data);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            broker.start();
            broker.awaitServing(Duration.ofSeconds(60));
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }
}
