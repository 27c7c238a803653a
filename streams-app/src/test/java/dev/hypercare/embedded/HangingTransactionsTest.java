package dev.hypercare.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.embedded.HangingTransactions.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HangingTransactionsTest {
    private static final long PRODUCER = 7;
    private static final OpenTransaction OPEN = new OpenTransaction(new TopicPartition("calls", 0), PRODUCER, 301, 0);

    private Optional<Boolean> committed = Optional.of(true);

    @Test
    void whatIsCompleteAndOpenAllTheSameIsEndedAsItWasToEnd() {
        assertThat(judge(TransactionState.COMPLETE_COMMIT, 302)).isEqualTo(commit());
        committed = Optional.of(false);
        assertThat(judge(TransactionState.COMPLETE_ABORT, 302)).isEqualTo(new Verdict(List.of(), List.of(OPEN), false));
    }

    @Test
    void whatIsBeingEndedIsWaitedFor() {
        assertThat(judge(TransactionState.PREPARE_COMMIT, 302)).isEqualTo(new Verdict(List.of(), List.of(), true));
        assertThat(judge(TransactionState.PREPARE_ABORT, 302)).isEqualTo(new Verdict(List.of(), List.of(), true));
    }

    /** The next end of the producer would otherwise be taken for that of the one before. */
    @Test
    void aProducerThatCameBackMeanwhileHidesNothing() {
        assertThat(judge(TransactionState.EMPTY, 303)).isEqualTo(commit());
        assertThat(judge(TransactionState.ONGOING, 303)).isEqualTo(commit());
    }

    @Test
    void whatNobodyKnowsTheEndOfIsLeft() {
        committed = Optional.empty();
        assertThat(judge(TransactionState.EMPTY, 303)).isEqualTo(nothing());
        assertThat(HangingTransactions.judge(Map.of(), List.of(OPEN), one -> Optional.of(true)))
                .isEqualTo(nothing());
    }

    @Test
    void whatTheProducerBeganSinceIsLeft() {
        assertThat(judge(TransactionState.COMPLETE_COMMIT, 301)).isEqualTo(nothing());
        assertThat(judge(TransactionState.ONGOING, 301)).isEqualTo(nothing());
    }

    private Verdict judge(TransactionState state, int epoch) {
        TransactionDescription told =
                new TransactionDescription(1, state, PRODUCER, epoch, 60_000, OptionalLong.empty(), Set.of());
        return HangingTransactions.judge(Map.of(PRODUCER, told), List.of(OPEN), one -> committed);
    }

    private static Verdict commit() {
        return new Verdict(List.of(OPEN), List.of(), false);
    }

    private static Verdict nothing() {
        return new Verdict(List.of(), List.of(), false);
    }
}
