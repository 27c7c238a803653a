package dev.hypercare.streams;

import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams for one application: those of the user first, then what we chose on purpose. */
final class StreamsSettings {
    private StreamsSettings() {}

    /**
     * @param server where other instances reach the queries of this one, {@code host:port}; empty for nowhere
     * @return settings by Kafka's names, with the objects that {@link LastNet} and {@link StateMemory} need
     */
    static Properties of(
            ClusterConfig cluster, TopicsConfig topics, RunnerConfig runner, Wiring wiring, App app, String server) {
        Properties settings = new Properties();
        settings.putAll(cluster.properties());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrap());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, runner.applicationId(app.name()));
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, runner.stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, runner.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, runner.standbyReplicas());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, topics.replication());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Our stores are written from the hook before a commit: a cache above them would miss that commit.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, StateMemory.class);
        settings.put(StateMemory.BYTES, (long) runner.stateMemory() << 20);
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        safety(settings, wiring, runner);
        liveness(settings, runner);
        if (!app.readsInChunks().isEmpty()) {
            chunks(settings);
        }
        return settings;
    }

    private static void safety(Properties settings, Wiring wiring, RunnerConfig runner) {
        settings.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                runner.guarantee().name().toLowerCase(Locale.ROOT));
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, runner.commitInterval().toMillis());
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LastNet.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LastNet.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, LastNet.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        settings.put(LastNet.WIRING, wiring);
        settings.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Each batch that is begun costs a compressor, and at the end of a pane a hundred partitions take a burst.
        settings.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 64 << 10);
        settings.putIfAbsent(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    }

    /**
     * A poll brings a chunk of each partition, not more than the processor's cache holds until it is read; a task's queue holds a few.
     */
    private static void chunks(Properties settings) {
        settings.putIfAbsent(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1_000);
        settings.putIfAbsent(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        settings.putIfAbsent(StreamsConfig.mainConsumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG), 1 << 20);
        settings.putIfAbsent(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 4);
        // Its tasks read one topic each: there is no other to wait for. Else each look at an empty queue costs a text
        // that says why.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    }

    /** How soon the work of a dead instance goes on: its session, then its open transaction, have to end. */
    private static void liveness(Properties settings, RunnerConfig runner) {
        int session = (int) runner.sessionTimeout().toMillis();
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), Math.min(3000, session / 4));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                runner.transactionTimeout().toMillis());
        if (!runner.instance().isEmpty()) {
            settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), runner.instance());
        }
    }
}
