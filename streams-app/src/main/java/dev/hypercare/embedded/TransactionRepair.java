package dev.hypercare.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that hang after a broker which is alone was killed. Such a broker has no leader of any partition for a moment as it
 * comes back; the transaction coordinator of Kafka 4.3 takes that for deleted partitions, writes the ends of no transaction that was being
 * ended there, and calls it complete (KAFKA-20734). Its records, and all after them, would stay unread for ever, and offsets that were committed
 * with them would keep every application from starting.
 */
public final class TransactionRepair {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionRepair.class);
    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final String address;
    private @Nullable CoordinatorLog log;

    private TransactionRepair(Admin admin, String address) {
        this.admin = admin;
        this.address = address;
    }

    /**
     * Ends what hangs as it was to end. Begin as soon as the broker serves, before producers do: what one writes into the same partition
     * hides what hangs there, and is ended with it.
     *
     * @param address host and port of the only broker, without encryption and authentication
     * @param patience with transactions that are just being ended
     * @return in how many partitions a transaction hung. Error: {@link IllegalStateException} where the broker does not answer
     */
    public static int run(String address, Duration patience) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address, "client.id", "hypercare-transactions"))) {
            return new TransactionRepair(admin, address).run(System.nanoTime() + patience.toNanos());
        } catch (ExecutionException | IOException e) {
            throw new IllegalStateException("cannot look for transactions that hang on " + address + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for transactions that hang", e);
        }
    }

    private int run(long end) throws ExecutionException, InterruptedException, IOException {
        awaitCoordinators();
        while (true) {
            Map<Long, TransactionDescription> told = told();
            HangingTransactions.Verdict verdict =
                    HangingTransactions.judge(told, told.isEmpty() ? List.of() : open(), this::committed);
            write(verdict.commit(), TransactionResult.COMMIT, told);
            write(verdict.abort(), TransactionResult.ABORT, told);
            if (!verdict.pending() || System.nanoTime() > end) {
                return verdict.commit().size() + verdict.abort().size();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** The log is read once, and only where something hangs: by then all its ends are in it. */
    private Optional<Boolean> committed(OpenTransaction one) {
        if (log == null) {
            log = CoordinatorLog.read(address);
        }
        Optional<Boolean> committed = log.committed(one);
        if (committed.isEmpty()) {
            LOG.warn("A transaction hangs in {}, and the log of its coordinator does not say how it was to end", one);
        }
        return committed;
    }

    /**
     * A coordinator that has not read its log yet tells of no transactions instead of refusing to. Asked for an id by name it does refuse, and
     * the client asks again: so one made-up id for each of its partitions is asked for.
     */
    private void awaitCoordinators() throws ExecutionException, InterruptedException {
        if (!admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get()
                .contains(CoordinatorLog.TOPIC)) {
            return; // no transaction was ever begun
        }
        int partitions = admin.describeTopics(List.of(CoordinatorLog.TOPIC)).allTopicNames().get().values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
        List<String> ids = idsOfEach(partitions);
        DescribeTransactionsResult asked = admin.describeTransactions(ids);
        for (String id : ids) {
            try {
                asked.description(id).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                    throw e;
                }
            }
        }
    }

    /** Ids that nobody uses, one for each partition of the coordinator's log, as it chooses them. */
    static List<String> idsOfEach(int partitions) {
        Map<Integer, String> ids = new HashMap<>();
        for (int number = 0; ids.size() < partitions; number++) {
            String id = "hypercare-nobody-" + number;
            ids.putIfAbsent(Utils.abs(id.hashCode()) % partitions, id);
        }
        return List.copyOf(ids.values());
    }

    private void write(List<OpenTransaction> open, TransactionResult result, Map<Long, TransactionDescription> told)
            throws IOException {
        if (!open.isEmpty()) {
            LOG.warn(
                    "The broker was killed while it ended transactions and lost their ends in {}: {} written now",
                    open.stream().map(OpenTransaction::partition).toList(),
                    result);
            TransactionMarkers.write(address, open, result, told);
        }
    }

    private Map<Long, TransactionDescription> told() throws ExecutionException, InterruptedException {
        List<String> ids = admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
        Map<Long, TransactionDescription> told = new HashMap<>();
        if (!ids.isEmpty()) {
            admin.describeTransactions(ids).all().get().values().forEach(one -> told.put(one.producerId(), one));
        }
        return told;
    }

    private List<OpenTransaction> open() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        List<String> topics = List.copyOf(admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get());
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition()))));
        List<OpenTransaction> open = new ArrayList<>();
        for (Map.Entry<TopicPartition, PartitionProducerState> each :
                admin.describeProducers(partitions).all().get().entrySet()) {
            for (ProducerState producer : each.getValue().activeProducers()) {
                if (producer.currentTransactionStartOffset().isPresent()) {
                    open.add(new OpenTransaction(
                            each.getKey(),
                            producer.producerId(),
                            producer.producerEpoch(),
                            Math.max(0, producer.coordinatorEpoch().orElse(0))));
                }
            }
        }
        return open;
    }
}
