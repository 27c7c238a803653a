package dev.hypercare.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Tells transactions that hang from those that are on their way: what the coordinator calls complete, in a partition that never heard of
 * it. Each look at a partition has to come after the one at the coordinator: a transaction that is complete there is ended everywhere, and
 * what the producer began since has a higher epoch. Not thread-safe.
 */
final class HangingTransactions {
    /** What to do now. */
    record Verdict(List<OpenTransaction> commit, List<OpenTransaction> abort, boolean pending) {}

    /** How the newest transaction of a producer was to end, as far as it was seen; true for committed. */
    private final Map<Long, Boolean> ends = new HashMap<>();

    /**
     * @param told of all transactional ids, by the id of the producer
     * @param open of all partitions, as of later
     */
    Verdict judge(Map<Long, TransactionDescription> told, List<OpenTransaction> open) {
        told.forEach((producer, transaction) -> note(producer, transaction.state()));
        List<OpenTransaction> commit = new ArrayList<>();
        List<OpenTransaction> abort = new ArrayList<>();
        boolean pending = false;
        for (OpenTransaction one : open) {
            TransactionDescription transaction = told.get(one.producerId());
            if (transaction == null || one.producerEpoch() >= transaction.producerEpoch()) {
                continue; // on its way, or of a producer that nobody knows
            }
            Boolean committed = ends.get(one.producerId());
            switch (transaction.state()) {
                case PREPARE_COMMIT, PREPARE_ABORT -> pending = true;
                case COMPLETE_COMMIT, COMPLETE_ABORT, EMPTY -> {
                    if (committed != null) {
                        (committed ? commit : abort).add(one);
                    }
                }
                default -> {} // the next end of the producer there ends this one too
            }
        }
        return new Verdict(commit, abort, pending);
    }

    private void note(long producer, TransactionState state) {
        switch (state) {
            case PREPARE_COMMIT, COMPLETE_COMMIT -> ends.put(producer, true);
            case PREPARE_ABORT, COMPLETE_ABORT -> ends.put(producer, false);
            default -> {}
        }
    }
}
