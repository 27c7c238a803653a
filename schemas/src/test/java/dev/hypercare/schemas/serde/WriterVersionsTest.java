package dev.hypercare.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.Contract;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.PortableSchema;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class WriterVersionsTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void anOlderWriterWithoutOurNewFieldsIsReadWithTheirDefaults() {
        Schema old = SchemaBuilder.record("dev.hypercare.schemas.events.CatalogEntry")
                .fields()
                .requiredString("api")
                .endRecord();

        CatalogEntry entry =
                read(new GenericRecordBuilder(old).set("api", "payments").build());

        assertThat(entry.getApi()).isEqualTo("payments");
        assertThat(entry.getCriticality()).isEqualTo(Criticality.NORMAL);
        assertThat(entry.getUpstreams()).isEmpty();
        assertThat(entry.getGoLiveAt()).isNull();
    }

    @Test
    void aNewerWriterWithFieldsAndSymbolsWeDoNotKnowIsRead() {
        Schema newer = new Schema.Parser()
                .parse(
                        PortableSchema.of(CatalogEntry.getClassSchema())
                                .toString()
                                .replace("\"LOW\"", "\"LOW\",\"HOBBY\"")
                                .replace(
                                        "\"fields\":[",
                                        "\"fields\":[{\"name\":\"extra\",\"type\":{\"type\":\"map\",\"values\":\"bytes\"},\"default\":{}},"));
        Schema criticality = newer.getField("criticality").schema();

        CatalogEntry entry = read(new GenericRecordBuilder(newer)
                .set("api", "payments")
                .set("criticality", new org.apache.avro.generic.GenericData.EnumSymbol(criticality, "HOBBY"))
                .build());

        assertThat(entry.getApi()).isEqualTo("payments");
        assertThat(entry.getCriticality()).isEqualTo(Criticality.NORMAL);
    }

    @Test
    void aRecordOfAnotherTypeIsRefusedNamingBoth() {
        Schema other = SchemaBuilder.record("elsewhere.Order")
                .fields()
                .requiredLong("total")
                .endRecord();

        assertThatThrownBy(() ->
                        read(new GenericRecordBuilder(other).set("total", 1L).build()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("CatalogEntry")
                .hasMessageContaining("elsewhere.Order");
    }

    @Test
    void aRegistryThatCannotBeAskedIsNotABadRecord() {
        SchemaRegistry down = new SchemaRegistry() {
            @Override
            public int register(String subject, Schema schema) {
                throw new RegistryException("down", new java.io.IOException());
            }

            @Override
            public int idOf(String subject, Schema schema) {
                throw new RegistryException("down", new java.io.IOException());
            }

            @Override
            public Schema byId(int id) {
                throw new RegistryException("down", 503, 0);
            }
        };

        assertThatThrownBy(() -> new AvroDeserializer<>(down, CatalogEntry.class)
                        .deserialize("catalog", new byte[] {0, 0, 0, 0, 1, 0}))
                .isInstanceOf(RegistryException.class)
                .hasMessage("down");
    }

    @Test
    void anUnregisteredSchemaIsNotWrittenUnlessItMayBeRegistered() {
        CatalogEntry entry = Contract.random(CatalogEntry.class, 1);

        assertThatThrownBy(() -> new AvroSerializer<>(registry, false).serialize("catalog", entry))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("catalog-value");
        new AvroSerializer<>(registry, true).serialize("catalog", entry);
        assertThat(new AvroSerializer<>(registry, false).serialize("catalog", entry))
                .isNotEmpty();
    }

    @Test
    void tombstonesPassBothWays() {
        AvroSerde<CatalogEntry> serde = new AvroSerde<>(registry, CatalogEntry.class, true);

        assertThat(serde.serializer().serialize("catalog", null)).isNull();
        assertThat(serde.deserializer().deserialize("catalog", null)).isNull();
    }

    @Test
    void manyThreadsShareOneSerde() throws Exception {
        AvroSerde<CatalogEntry> serde = new AvroSerde<>(registry, CatalogEntry.class, true);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> work = () -> {
                for (long seed = 0; seed < 2_000; seed++) {
                    CatalogEntry entry = Contract.random(CatalogEntry.class, seed);
                    byte[] bytes = serde.serializer().serialize("catalog", entry);
                    if (!entry.equals(serde.deserializer().deserialize("catalog", bytes))) {
                        return false;
                    }
                }
                return true;
            };
            for (Future<Boolean> result : threads.invokeAll(List.of(work, work, work, work, work, work, work, work))) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private CatalogEntry read(GenericRecord record) {
        byte[] bytes = new AvroSerializer<GenericRecord>(registry, true).serialize("catalog", record);
        return new AvroDeserializer<>(registry, CatalogEntry.class).deserialize("catalog", bytes);
    }
}
