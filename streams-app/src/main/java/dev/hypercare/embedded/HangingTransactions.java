package dev.hypercare.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Tells transactions that hang from those that are on their way: what the coordinator has done with, in a partition that never heard of
 * it. Each look at a partition has to come after the one at the coordinator: a transaction that is over there is ended everywhere, and
 * what the producer began since has a higher epoch.
 */
final class HangingTransactions {
    private HangingTransactions() {}

    /** What to do now. */
    record Verdict(List<OpenTransaction> commit, List<OpenTransaction> abort, boolean pending) {}

    /**
     * @param told of all transactional ids, by the id of the producer
     * @param open of all partitions, as of later
     * @param committed how a transaction that is over was to end; empty where nobody knows: it is left
     */
    static Verdict judge(
            Map<Long, TransactionDescription> told,
            List<OpenTransaction> open,
            Function<OpenTransaction, Optional<Boolean>> committed) {
        List<OpenTransaction> commit = new ArrayList<>();
        List<OpenTransaction> abort = new ArrayList<>();
        boolean pending = false;
        for (OpenTransaction one : open) {
            TransactionDescription transaction = told.get(one.producerId());
            if (transaction == null || one.producerEpoch() >= transaction.producerEpoch()) {
                continue; // on its way, or of a producer that nobody knows
            }
            if (transaction.state() == TransactionState.PREPARE_COMMIT
                    || transaction.state() == TransactionState.PREPARE_ABORT) {
                pending = true;
            } else {
                committed.apply(one).ifPresent(yes -> (yes ? commit : abort).add(one));
            }
        }
        return new Verdict(commit, abort, pending);
    }
}
