package dev.hypercare.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.hypercare.schemas.Contract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroProjectionTest {
    private static final String NODE =
            "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}";

    @Test
    void theDefaultOfTheReaderStandsInForATextThatTheWriterDoesNotHave() {
        Schema reader = record("text", "\"string\",\"default\":\"Zürich\"");
        AvroProjection projection = AvroProjection.of(record("n", "\"long\""), reader, List.of("text"));

        projection.read(new byte[] {2}, 0, 1);

        assertThat(projection.text(0)).isEqualTo("Zürich");
        assertThat(projection.textBytes(0)).hasSize(projection.textLength(0));
    }

    @Test
    void bytesAfterTheLastNeededFieldAreNotLookedAt() {
        Schema writer = record("n", "\"long\"", "later", "\"string\"");
        AvroProjection projection = AvroProjection.of(writer, writer, List.of("n"));

        projection.read(new byte[] {14, 127}, 0, 2);

        assertThat(projection.number(0)).isEqualTo(7);
    }

    @Test
    void aFieldThatTheWriterLacksAndHasNoDefaultIsNamed() {
        assertThatThrownBy(() -> AvroProjection.of(
                        record("a", "\"long\""), record("a", "\"long\"", "b", "\"long\""), List.of("a", "b")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("the writer has no field b");
    }

    @Test
    void aFieldThatIsNotAskedForNeedNotBeResolvable() {
        AvroProjection projection =
                AvroProjection.of(record("a", "\"long\""), record("a", "\"long\"", "b", "\"long\""), List.of("a"));

        projection.read(new byte[] {3}, 0, 1);

        assertThat(projection.number(0)).isEqualTo(-2);
    }

    @Test
    void aTypeThatCannotBecomeTheReadersIsNamed() {
        assertThatThrownBy(() -> AvroProjection.of(record("a", "\"string\""), record("a", "\"long\""), List.of("a")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("field a was written as \"string\" (expected: \"long\")");
    }

    @Test
    void whatIsAskedForMustBeInTheReadersSchemaAndOfASupportedType() {
        Schema schema = record("d", "\"double\"", "u", "[\"null\",\"int\",\"string\"]");

        for (String field : List.of("d", "u", "nowhere")) {
            assertThatThrownBy(() -> AvroProjection.of(schema, schema, List.of(field)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(field);
        }
    }

    @Test
    void aBadRecordIsRefusedNamingTheFieldAndTheByte() {
        Schema schema = record("n", "\"long\"", "text", "[\"null\",\"string\"]");
        AvroProjection projection = AvroProjection.of(schema, schema, List.of("n", "text"));

        assertThatThrownBy(() -> projection.read(new byte[] {0, 2, 40, 65}, 0, 4))
                .isInstanceOf(SerializationException.class)
                .hasMessage(
                        "cannot read t.R: field text of the writer: a length of 20 with 1 bytes left, before byte 3");
    }

    @Test
    void aBadRecordIsRefusedInTheSameWordsWhereverItStandsInTheArray() {
        Schema schema = record("n", "\"long\"", "text", "[\"null\",\"string\"]");
        AvroProjection projection = AvroProjection.of(schema, schema, List.of("n", "text"));

        assertThatThrownBy(() -> projection.read(new byte[] {9, 9, 0, 2, 40, 65, 9}, 2, 6))
                .hasMessage(
                        "cannot read t.R: field text of the writer: a length of 20 with 1 bytes left, before byte 3");
    }

    @Test
    void aSkippedValueThatNestsWithoutEndIsRefused() {
        Schema schema = record("node", NODE, "n", "\"long\"");
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 2);

        assertThatThrownBy(() -> AvroProjection.of(schema, schema, List.of("n")).read(bytes, 0, bytes.length))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void countsOfSkippedItemsThatTakeNoBytesCostNoTime() throws IOException {
        Schema schema = record(
                "empty",
                "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"E\",\"fields\":[{\"name\":\"x\",\"type\":\"null\"}]}}",
                "n",
                "\"long\"");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        encoder.writeLong(Long.MAX_VALUE);
        encoder.writeLong(0);
        encoder.writeLong(42);
        encoder.flush();
        AvroProjection projection = AvroProjection.of(schema, schema, List.of("n"));

        projection.read(out.toByteArray(), 0, out.size());

        assertThat(projection.number(0)).isEqualTo(42);
    }

    @Test
    void readingAllocatesNothing() throws IOException {
        Schema call = Contract.schemas().values().stream()
                .filter(schema -> schema.getName().equals("Call"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Contract.encode(call, new dev.hypercare.schemas.RandomValues(7).of(call));
        AvroProjection projection = AvroProjection.of(
                call, call, call.getFields().stream().map(Schema.Field::name).toList());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        projection.read(bytes, 0, bytes.length);
        threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            projection.read(bytes, 0, bytes.length);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8_000);
    }

    /** @param fields names and types, in turn */
    private static Schema record(String... fields) {
        StringBuilder json = new StringBuilder("{\"type\":\"record\",\"name\":\"t.R\",\"fields\":[");
        for (int i = 0; i < fields.length; i += 2) {
            json.append(i == 0 ? "" : ",").append("{\"name\":\"" + fields[i] + "\",\"type\":" + fields[i + 1] + "}");
        }
        return new Schema.Parser().parse(json.append("]}").toString());
    }
}
