package dev.hypercare.bench.flink;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/**
 * One job of a rival: what it reads, where it writes, and where its state stands.
 *
 * @param bootstrap of the broker
 * @param topic with the calls, read to its end
 * @param output topic of the windows
 * @param group that tells how far it has come; names the job and its transactions
 * @param folder of its state
 */
record RivalJob(String bootstrap, String topic, String output, String group, Path folder) {
    /** The one that the arguments of a process name from a place on. */
    static RivalJob of(String[] args, int from) {
        return new RivalJob(
                args[1],
                args[from],
                args[from + 1],
                args[from + 2],
                Path.of(args[from + 3]).toAbsolutePath());
    }

    <T> KafkaSource<T> source(KafkaRecordDeserializationSchema<T> values) {
        Properties consumer = new Properties();
        consumer.put("max.partition.fetch.bytes", "4194304");
        consumer.put("max.poll.records", "1000");
        consumer.put("receive.buffer.bytes", "1048576");
        return KafkaSource.<T>builder()
                .setBootstrapServers(bootstrap)
                .setTopics(topic)
                .setGroupId(group)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setProperties(consumer)
                .setDeserializer(values)
                .build();
    }

    <T> KafkaSink<T> sink(SerializationSchema<T> values) {
        Properties producer = new Properties();
        producer.put("compression.type", "lz4");
        producer.put("linger.ms", "20");
        producer.put("batch.size", "131072");
        producer.put("transaction.timeout.ms", "600000");
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrap)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(KafkaRecordSerializationSchema.<T>builder()
                        .setTopic(output)
                        .setValueSerializationSchema(values)
                        .build())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(group)
                .build();
    }
}
