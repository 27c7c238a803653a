package dev.hypercare.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.utils.Utils;

class TransactionRepairTest {
    @Property
    void asksEachPartitionOfTheCoordinatorOnce(@ForAll @IntRange(min = 1, max = 100) int partitions) {
        assertThat(TransactionRepair.idsOfEach(partitions))
                .extracting(id -> Utils.abs(id.hashCode()) % partitions)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, partitions).boxed().toList());
    }
}
