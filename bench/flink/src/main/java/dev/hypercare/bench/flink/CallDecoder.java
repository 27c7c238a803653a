package dev.hypercare.bench.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Calls as one object that is filled again for each: Flink hands it on by reference, since what counts is chained to the source. */
final class CallDecoder implements KafkaRecordDeserializationSchema<CallBytes> {
    private static final long serialVersionUID = 1;

    private transient @Nullable CallBytes call;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<CallBytes> out) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        CallBytes using = call;
        if (using == null) {
            using = new CallBytes();
            call = using;
        }
        using.read(value);
        out.collect(using);
    }

    @Override
    public TypeInformation<CallBytes> getProducedType() {
        return TypeInformation.of(CallBytes.class);
    }
}
