package dev.hypercare.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.RandomValues;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.PortableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The projection against Avro's own reader. */
class ProjectionAgreesTest {
    private static final Schema CALL = PortableSchema.of(Call.getClassSchema());

    @Property(tries = 4000)
    void readsWhatAvroReadsWhateverTheWriterAndTheReader(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        RandomVersions versions = new RandomVersions(random);
        Schema writer = versions.writer();
        agrees(writer, versions.reader(writer), random);
    }

    @Property(tries = 1000)
    void readsCallsOfOlderAndNewerWriters(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        agrees(new RandomVersions(random).otherVersion(CALL), CALL, random);
    }

    @Property(tries = 8000)
    void hostileBytesAreReadAsAvroReadsThemOrRefused(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        RandomVersions versions = new RandomVersions(random);
        Schema writer = random.nextBoolean() ? CALL : versions.writer();
        Schema reader = asked(writer == CALL ? CALL : versions.reader(writer), random);
        AvroProjection projection;
        try {
            projection = AvroProjection.of(writer, reader, names(reader));
        } catch (SerializationException e) {
            return;
        }
        byte[] bytes = mutated(encoded(writer, random), random);
        GenericRecord expected = byAvro(writer, reader, bytes);
        try {
            projection.read(bytes, 0, bytes.length);
        } catch (SerializationException e) {
            return;
        }
        if (expected != null) {
            same(projection, expected);
        }
    }

    @Property(tries = 1000)
    void truncatedRecordsAreRefusedWhereverTheyEnd(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = encoded(CALL, random);
        AvroProjection projection = AvroProjection.of(CALL, CALL, names(CALL));

        // The bytes behind the end are those of a good record: whoever looks at them is not stopped by the array.
        assertThatThrownBy(() -> projection.read(bytes, 0, random.nextInt(bytes.length)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("dev.hypercare.schemas.events.Call");
    }

    private static void agrees(Schema writer, Schema reader, Random random) throws IOException {
        Schema asked = asked(reader, random);
        AvroProjection projection = null;
        try {
            projection = AvroProjection.of(writer, asked, names(asked));
        } catch (SerializationException e) {
            // Then Avro cannot read it either.
        }
        for (int i = 0; i < 3; i++) {
            byte[] bytes = encoded(writer, random);
            GenericRecord expected = byAvro(writer, asked, bytes);
            if (expected == null) {
                AvroProjection refusing = projection;
                assertThat(refusing == null || refuses(refusing, bytes)).isTrue();
                continue;
            }
            assertThat(projection).isNotNull();
            int start = random.nextInt(20);
            byte[] padded = new byte[start + bytes.length + random.nextInt(20)];
            Arrays.fill(padded, (byte) -1);
            System.arraycopy(bytes, 0, padded, start, bytes.length);
            projection.read(padded, start, start + bytes.length);
            same(projection, expected);
        }
    }

    private static boolean refuses(AvroProjection projection, byte[] bytes) {
        try {
            projection.read(bytes, 0, bytes.length);
            return false;
        } catch (SerializationException e) {
            return true;
        }
    }

    private static void same(AvroProjection projection, GenericRecord expected) {
        for (Schema.Field field : expected.getSchema().getFields()) {
            int i = field.pos();
            Object value = expected.get(i);
            assertThat(projection.isNull(i)).as(field.name()).isEqualTo(value == null);
            if (value == null) {
                assertThat(projection.textLength(i)).isEqualTo(-1);
                assertThat(projection.text(i)).isNull();
            } else if (value instanceof Boolean truth) {
                assertThat(projection.number(i)).as(field.name()).isEqualTo(truth ? 1 : 0);
            } else if (value instanceof Number number) {
                assertThat(projection.number(i)).as(field.name()).isEqualTo(number.longValue());
            } else {
                byte[] text = value instanceof ByteBuffer buffer
                        ? buffer.array()
                        : ((org.apache.avro.util.Utf8) value).toString().getBytes(StandardCharsets.UTF_8);
                int start = projection.textStart(i);
                byte[] read = Arrays.copyOfRange(projection.textBytes(i), start, start + projection.textLength(i));
                if (value instanceof ByteBuffer) {
                    assertThat(read).as(field.name()).isEqualTo(text);
                }
                assertThat(projection.text(i)).isEqualTo(new String(text, StandardCharsets.UTF_8));
            }
        }
    }

    /** The reader's schema with only some of its fields: no others are compared, or in the way. */
    private static Schema asked(Schema reader, Random random) {
        Set<String> names = new HashSet<>();
        reader.getFields().forEach(field -> names.add(random.nextInt(4) > 0 ? field.name() : ""));
        return Schema.createRecord(
                reader.getName(),
                null,
                reader.getNamespace(),
                false,
                reader.getFields().stream()
                        .filter(field -> names.contains(field.name()))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList());
    }

    private static List<String> names(Schema record) {
        return record.getFields().stream().map(Schema.Field::name).toList();
    }

    private static byte[] encoded(Schema schema, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Blocks with their sizes, in every second record.
        BinaryEncoder encoder = random.nextBoolean()
                ? EncoderFactory.get().binaryEncoder(out, null)
                : new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(new RandomValues(random.nextLong()).of(schema), encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static @Nullable GenericRecord byAvro(Schema writer, Schema reader, byte[] bytes) {
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException | AvroRuntimeException | UnsupportedOperationException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = copy.length == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt());
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length + 20)) : copy;
    }
}
