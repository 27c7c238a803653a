package dev.hypercare.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how the work of the applications of this process is spread, and how far behind it is. */
public interface FlowReader {

    /** Each application with its threads, in the order of the flow. */
    List<AppFlow> flows();

    /** Each partition that is read, as its consumer measured it last. */
    List<PartitionLag> lags();

    /** The same of each changelog that a store is filled from: of copies, and of what is being restored. */
    List<PartitionLag> storeLags();

    /**
     * An application of this process.
     *
     * @param state as Kafka Streams names it
     */
    record AppFlow(String name, String state, List<Worker> threads) {
        public AppFlow {
            threads = List.copyOf(threads);
        }
    }

    /**
     * A thread with its tasks.
     *
     * @param active the tasks that it works on
     * @param standby the tasks whose stores it keeps a copy of
     */
    record Worker(String name, String state, List<Work> active, List<Work> standby) {
        public Worker {
            active = List.copyOf(active);
            standby = List.copyOf(standby);
        }
    }

    /**
     * A task.
     *
     * @param id such as {@code 0_3}
     * @param partitions what it reads, as {@code topic-partition}
     */
    record Work(String id, List<String> partitions) {
        public Work {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * How far behind a partition is.
     *
     * @param records that wait; null when unknown
     */
    record PartitionLag(
            String app,
            String topic,
            int partition,
            @Nullable Long records) {}
}
