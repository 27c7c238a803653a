package dev.hypercare.query.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.query.Freshness;
import dev.hypercare.query.cluster.PartitionPlace;
import dev.hypercare.query.cluster.Peer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppShelvesTest {
    private static final Peer SELF = new Peer("127.0.0.1", 1);
    private static final Peer OTHER = new Peer("127.0.0.1", 2);

    @Test
    void whatIsReadHereAloneLacksThePartitionsThatOthersWorkOn() {
        Freshness freshness = AppShelves.elsewhere(
                "counts",
                List.of(
                        new PartitionPlace(0, SELF, List.of(OTHER)),
                        new PartitionPlace(1, OTHER, List.of(SELF)),
                        new PartitionPlace(2, null, List.of())),
                SELF);
        assertThat(freshness.state()).isEqualTo("partial");
        assertThat(freshness.missing().get(0).partitions()).containsExactly(1, 2);
        assertThat(freshness.missing().get(0).why()).startsWith("not kept by the instance");
    }

    @Test
    void theOnlyInstanceLacksNothing() {
        assertThat(AppShelves.elsewhere("counts", List.of(new PartitionPlace(0, SELF, List.of())), SELF))
                .isEqualTo(Freshness.FRESH);
    }
}
