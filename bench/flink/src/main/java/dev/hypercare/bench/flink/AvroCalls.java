package dev.hypercare.bench.flink;

import dev.hypercare.schemas.events.Call;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Calls as Avro's SpecificRecord, from the Confluent wire format: what Flink's registry format does, without its registry. */
final class AvroCalls implements KafkaRecordDeserializationSchema<Call> {
    private static final long serialVersionUID = 1;
    private static final int HEADER = 5;

    private transient @Nullable SpecificDatumReader<Call> reader;
    private transient @Nullable BinaryDecoder decoder;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Call> out) throws IOException {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        SpecificDatumReader<Call> using = reader;
        if (using == null) {
            using = new SpecificDatumReader<>(Call.class);
            reader = using;
        }
        decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
        out.collect(using.read(null, decoder));
    }

    @Override
    public TypeInformation<Call> getProducedType() {
        // Flink's AvroTypeInfo wants setters, which our records have not; this is the serializer that it would make.
        return new PlainType<>(Call.class, new AvroSerializer<>(Call.class));
    }
}
