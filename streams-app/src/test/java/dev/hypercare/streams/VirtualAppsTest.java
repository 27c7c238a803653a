package dev.hypercare.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualAppsTest {
    @TempDir
    Path state;

    @Test
    void onlyOnePartitionCanBeDriven() {
        Wiring four = new Wiring("hypercare.", 4, new InMemoryRegistry(), true);
        assertThatThrownBy(() -> new VirtualApps(List.of(), four, state, Instant.EPOCH, Set.of()))
                .hasMessageContaining("4 partitions (expected: 1");
    }

    @Test
    void whatIsNotKeptCannotBeTaken() {
        Wiring one = new Wiring("hypercare.", 1, new InMemoryRegistry(), true);
        try (VirtualApps apps = new VirtualApps(List.of(), one, state, Instant.EPOCH, Set.of(Topics.ALERTS))) {
            assertThat(apps.taken(Topics.ALERTS)).isEmpty();
            assertThatThrownBy(() -> apps.taken(Topics.VERDICTS))
                    .hasMessageContaining("hypercare.verdicts.v1 is not kept");
        }
    }
}
