package dev.hypercare.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.embedded.HangingTransactions.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HangingTransactionsTest {
    private static final long PRODUCER = 7;
    private static final OpenTransaction OPEN = new OpenTransaction(new TopicPartition("calls", 0), PRODUCER, 301, 0);

    private final HangingTransactions hanging = new HangingTransactions();

    @Test
    void whatIsCompleteAndOpenAllTheSameIsEndedAsItWasToEnd() {
        assertThat(judge(TransactionState.COMPLETE_COMMIT, 302)).isEqualTo(commit());
        assertThat(judge(TransactionState.COMPLETE_ABORT, 302)).isEqualTo(new Verdict(List.of(), List.of(OPEN), false));
    }

    @Test
    void whatIsBeingEndedIsWaitedFor() {
        assertThat(judge(TransactionState.PREPARE_COMMIT, 302)).isEqualTo(new Verdict(List.of(), List.of(), true));
    }

    @Test
    void aProducerThatCameBackMeanwhileHidesNothingThatWasSeenBefore() {
        judge(TransactionState.PREPARE_COMMIT, 302);
        assertThat(judge(TransactionState.EMPTY, 303)).isEqualTo(commit());
    }

    @Test
    void whatNobodyKnowsTheEndOfIsLeft() {
        assertThat(judge(TransactionState.EMPTY, 303)).isEqualTo(nothing());
        assertThat(hanging.judge(Map.of(), List.of(OPEN))).isEqualTo(nothing());
    }

    @Test
    void whatTheProducerBeganSinceIsLeft() {
        assertThat(judge(TransactionState.COMPLETE_COMMIT, 301)).isEqualTo(nothing());
        assertThat(judge(TransactionState.ONGOING, 301)).isEqualTo(nothing());
        assertThat(judge(TransactionState.ONGOING, 302)).isEqualTo(nothing());
    }

    private Verdict judge(TransactionState state, int epoch) {
        TransactionDescription told =
                new TransactionDescription(1, state, PRODUCER, epoch, 60_000, OptionalLong.empty(), Set.of());
        return hanging.judge(Map.of(PRODUCER, told), List.of(OPEN));
    }

    private static Verdict commit() {
        return new Verdict(List.of(OPEN), List.of(), false);
    }

    private static Verdict nothing() {
        return new Verdict(List.of(), List.of(), false);
    }
}
