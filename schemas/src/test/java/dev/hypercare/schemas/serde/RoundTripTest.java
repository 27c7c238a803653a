package dev.hypercare.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.schemas.Contract;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.PortableSchema;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

class RoundTripTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Property(tries = 1500)
    void everyRecordOfEverySchemaComesBackEqual(
            @ForAll("types") Class<SpecificRecord> type, @ForAll("seeds") long seed) {
        AvroSerde<SpecificRecord> serde = new AvroSerde<>(registry, type, true);
        SpecificRecord record = Contract.random(type, seed);

        byte[] bytes = serde.serializer().serialize("topic", record);

        assertThat(serde.deserializer().deserialize("topic", bytes)).isEqualTo(record);
    }

    @Property(tries = 500)
    void aReaderWithoutClassesSeesTheSameFigures(
            @ForAll("types") Class<SpecificRecord> type, @ForAll("seeds") long seed) throws Exception {
        SpecificRecord record = Contract.random(type, seed);
        byte[] bytes = new AvroSerializer<>(registry, true).serialize("topic", record);

        GenericRecord generic = new GenericAvroDeserializer(registry).deserialize("topic", bytes);

        byte[] again = new AvroSerializer<>(registry, false).serialize("topic", generic);
        assertThat(new AvroDeserializer<>(registry, type).deserialize("topic", again))
                .isEqualTo(record);
        assertThat(generic.getSchema()).isEqualTo(PortableSchema.of(record.getSchema()));
        assertThat(GenericData.get().validate(generic.getSchema(), generic)).isTrue();
    }

    @Provide
    Arbitrary<Class<SpecificRecord>> types() {
        List<Class<SpecificRecord>> types = Contract.types();
        assertThat(types).hasSizeGreaterThanOrEqualTo(7);
        return Arbitraries.of(types);
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }
}
