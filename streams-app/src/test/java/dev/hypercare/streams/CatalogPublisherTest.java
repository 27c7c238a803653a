package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.contract.Topics;
import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogPublisherTest {
    @TempDir
    Path directory;

    @Test
    void writesOnlyTheEntriesThatDiffer() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, "127.0.0.1", 0)) {
            ClusterConfig cluster = ClusterConfig.DEFAULT.at(broker.bootstrapServers());
            Wiring wiring = new Wiring("c.", 3, new InMemoryRegistry(), true);
            try (TopicAdmin topics = TopicAdmin.connect(cluster, new TopicsConfig("c.", 3, 1, true))) {
                topics.ensure(List.of(Topics.CATALOG));
            }
            CatalogEntry payments = entry("payments", "team-a");
            CatalogEntry orders = entry("orders", "team-b");

            assertThat(CatalogPublisher.publish(cluster, wiring, List.of(payments, orders)))
                    .isEqualTo(2);
            assertThat(CatalogPublisher.publish(cluster, wiring, List.of(payments, orders)))
                    .isZero();
            assertThat(CatalogPublisher.publish(cluster, wiring, List.of(payments, entry("orders", "team-c"))))
                    .isEqualTo(1);
            assertThat(CatalogPublisher.publish(cluster, wiring, List.of(payments)))
                    .as("an entry that the file does not name stays")
                    .isZero();
        }
    }

    private static CatalogEntry entry(String api, String owner) {
        return CatalogEntry.newBuilder()
                .setApi(api)
                .setOwner(owner)
                .setCriticality(Criticality.NORMAL)
                .setUpstreams(List.of())
                .build();
    }
}
