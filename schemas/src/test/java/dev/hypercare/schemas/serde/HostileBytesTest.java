package dev.hypercare.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import dev.hypercare.schemas.Contract;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Whatever bytes arrive: a value, or a SerializationException, and memory in proportion to the bytes. */
class HostileBytesTest {
    private static final long MAX_ALLOCATED = 4 << 20;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property(tries = 3000)
    void randomBytesAreReadOrRefused(@ForAll("types") Class<SpecificRecord> type, @ForAll byte[] body) {
        int id = registry.register(
                "s", org.apache.avro.specific.SpecificData.get().getSchema(type));

        readsOrRefuses(type, headed(id, body));
    }

    @Property(tries = 3000)
    void mutatedRecordsAreReadOrRefused(@ForAll("types") Class<SpecificRecord> type, @ForAll("seeds") long seed) {
        byte[] bytes = new AvroSerializer<>(registry, true).serialize("t", Contract.random(type, seed));

        readsOrRefuses(type, mutated(bytes, new Random(seed)));
    }

    @Property(tries = 500)
    void truncatedRecordsAreRefused(@ForAll("types") Class<SpecificRecord> type, @ForAll("seeds") long seed) {
        byte[] bytes = new AvroSerializer<>(registry, true).serialize("t", Contract.random(type, seed));
        int length = new Random(seed).nextInt(bytes.length);
        AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(registry, type);

        assertThatThrownBy(() -> deserializer.deserialize("t", Arrays.copyOf(bytes, length)))
                .isInstanceOf(SerializationException.class);
    }

    @Property(tries = 300)
    void bytesAfterTheEndAreRefused(@ForAll("types") Class<SpecificRecord> type, @ForAll("seeds") long seed) {
        byte[] bytes = new AvroSerializer<>(registry, true).serialize("t", Contract.random(type, seed));
        AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(registry, type);

        assertThatThrownBy(() -> deserializer.deserialize("t", Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("bytes after its end");
    }

    @Property(tries = 500)
    void claimedLengthsReserveNoMemory(@ForAll("hostileLengths") long claimed) throws IOException {
        for (String type : List.of(
                "\"string\"",
                "\"bytes\"",
                "{\"type\":\"array\",\"items\":\"long\"}",
                "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}}",
                "{\"type\":\"map\",\"values\":\"long\"}",
                "{\"type\":\"map\",\"values\":\"null\"}",
                "{\"type\":\"array\",\"items\":\"null\"}",
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483639}",
                "[\"null\",{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483639}]")) {
            Schema schema = new Schema.Parser()
                    .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"f\",\"type\":" + type + "}]}");
            byte[] bytes = headed(registry.register("s", schema), longs(claimed, claimed, 1, 1));

            long before = threads.getCurrentThreadAllocatedBytes();
            Throwable thrown = catchThrowable(() -> new GenericAvroDeserializer(registry).deserialize("t", bytes));

            assertThat(thrown).as(type).isInstanceOf(SerializationException.class);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(type)
                    .isLessThan(MAX_ALLOCATED);
        }
    }

    @Example
    void aValueNestedWithoutEndIsRefused() {
        Schema schema = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}");
        byte[] body = new byte[1 << 20];
        Arrays.fill(body, (byte) 2);
        byte[] bytes = headed(registry.register("s", schema), body);

        assertThatThrownBy(() -> new GenericAvroDeserializer(registry).deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Example
    void afterARefusalTheSameThreadReadsOn() {
        AvroSerde<Call> serde = new AvroSerde<>(registry, Call.class, true);
        Call call = Contract.random(Call.class, 1);
        byte[] good = serde.serializer().serialize("t", call);

        assertThat(catchThrowable(() -> serde.deserializer().deserialize("t", Arrays.copyOf(good, good.length / 2))))
                .isInstanceOf(SerializationException.class);

        assertThat(serde.deserializer().deserialize("t", good)).isEqualTo(call);
    }

    @Example
    void anUnknownSchemaIdIsABadRecordAndIsNamed() {
        assertThatThrownBy(() ->
                        new AvroDeserializer<>(registry, Call.class).deserialize("t", headed(4711, new byte[] {1})))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema id 4711");
    }

    @Example
    void bytesInAnotherFormatAreRefusedWithWhatWasExpected() {
        AvroDeserializer<Call> deserializer = new AvroDeserializer<>(registry, Call.class);

        for (byte[] bytes :
                new byte[][] {{}, {0}, {0, 0, 0, 1}, "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)}) {
            assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("expected: a zero byte, a schema id of 4 bytes, Avro");
        }
    }

    private void readsOrRefuses(Class<SpecificRecord> type, byte[] bytes) {
        AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>(registry, type);
        long before = threads.getCurrentThreadAllocatedBytes();
        Throwable thrown = catchThrowable(() -> deserializer.deserialize("t", bytes));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(SerializationException.class);
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
        }
        int cut = random.nextInt(3) == 0 ? random.nextInt(copy.length) : copy.length;
        return Arrays.copyOf(copy, random.nextInt(5) == 0 ? cut + random.nextInt(20) : cut);
    }

    private static byte[] headed(int id, byte[] body) {
        byte[] bytes = new byte[body.length + 5];
        bytes[1] = (byte) (id >>> 24);
        bytes[2] = (byte) (id >>> 16);
        bytes[3] = (byte) (id >>> 8);
        bytes[4] = (byte) id;
        System.arraycopy(body, 0, bytes, 5, body.length);
        return bytes;
    }

    private static byte[] longs(long... values) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        for (long value : values) {
            encoder.writeLong(value);
        }
        encoder.flush();
        return out.toByteArray();
    }

    @Provide
    Arbitrary<Class<SpecificRecord>> types() {
        return Arbitraries.of(Contract.types());
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    @Provide
    Arbitrary<Long> hostileLengths() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(100, Integer.MAX_VALUE),
                Arbitraries.longs().greaterOrEqual(Integer.MAX_VALUE),
                Arbitraries.longs().lessOrEqual(-100));
    }
}
