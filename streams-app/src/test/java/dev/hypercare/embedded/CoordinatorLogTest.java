package dev.hypercare.embedded;

import static org.apache.kafka.coordinator.transaction.TransactionState.COMPLETE_ABORT;
import static org.apache.kafka.coordinator.transaction.TransactionState.COMPLETE_COMMIT;
import static org.apache.kafka.coordinator.transaction.TransactionState.EMPTY;
import static org.apache.kafka.coordinator.transaction.TransactionState.ONGOING;
import static org.apache.kafka.coordinator.transaction.TransactionState.PREPARE_ABORT;
import static org.apache.kafka.coordinator.transaction.TransactionState.PREPARE_COMMIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.junit.jupiter.api.Test;

/** What a coordinator writes for producers of today, whose transactions have an epoch each, and for older ones. */
class CoordinatorLogTest {
    private static final long PRODUCER = 7;

    private final CoordinatorLog log = new CoordinatorLog();

    @Test
    void saysHowATransactionWasToEndAlsoWhenItsProducerHasGoneOn() {
        written(2, ONGOING, 301);
        written(2, PREPARE_ABORT, 302);
        written(2, COMPLETE_ABORT, 302);
        written(2, EMPTY, 303);
        written(2, ONGOING, 303);
        written(2, PREPARE_COMMIT, 304);
        written(2, COMPLETE_COMMIT, 304);

        assertThat(log.committed(open(301))).contains(false);
        assertThat(log.committed(open(303))).contains(true);
    }

    @Test
    void theEndOfTheTransactionBeforeIsNoneOfThisOne() {
        written(2, PREPARE_COMMIT, 301);
        written(2, COMPLETE_COMMIT, 301);
        written(2, ONGOING, 301);

        assertThat(log.committed(open(301))).isEmpty();
    }

    @Test
    void aProducerThatWasFencedIsEndedWithAnEpochFurtherOn() {
        written(2, ONGOING, 301);
        written(2, PREPARE_ABORT, 303);

        assertThat(log.committed(open(301))).contains(false);
    }

    @Test
    void ofOlderProducersTheLastEndOfAnEpochIsThatOfWhatIsOpen() {
        written(0, PREPARE_COMMIT, 5);
        written(0, COMPLETE_COMMIT, 5);
        written(0, PREPARE_ABORT, 5);
        written(0, COMPLETE_ABORT, 5);
        written(0, PREPARE_COMMIT, 6);

        assertThat(log.committed(open(5))).contains(false);
        assertThat(log.committed(open(6))).contains(true);
    }

    @Test
    void ofOtherProducersItSaysNothing() {
        written(2, PREPARE_COMMIT, 302);

        assertThat(log.committed(new OpenTransaction(new TopicPartition("calls", 0), PRODUCER + 1, 301, 0)))
                .isEmpty();
    }

    private void written(int version, TransactionState state, int epoch) {
        TransactionLogValue value = new TransactionLogValue()
                .setProducerId(PRODUCER)
                .setProducerEpoch((short) epoch)
                .setTransactionStatus(state.id())
                .setClientTransactionVersion((short) version);
        log.take(MessageUtil.toVersionPrefixedByteBuffer(TransactionLogValue.HIGHEST_SUPPORTED_VERSION, value));
    }

    private static OpenTransaction open(int epoch) {
        return new OpenTransaction(new TopicPartition("calls", 0), PRODUCER, epoch, 0);
    }
}
