package dev.hypercare.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.serde.AvroProjection;
import dev.hypercare.schemas.serde.WireFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class StraightCallTest {
    private static final List<String> FIELDS = CallReader.fields();
    private static final int HEADER = WireFormat.HEADER;

    private final long[] values = new long[FIELDS.size() + 1];
    private final int[] lengths = new int[FIELDS.size() + 1];
    private final StraightCall straight = new StraightCall(values, lengths);
    private final AvroProjection general = AvroProjection.of(Call.getClassSchema(), Call.getClassSchema(), FIELDS);

    @Test
    void itKnowsTodaysSchemaAndNoOther() {
        assertThat(StraightCall.knows(Call.getClassSchema())).isTrue();
        Schema other = SchemaBuilder.record("Call")
                .fields()
                .requiredLong("completedAt")
                .endRecord();
        assertThat(StraightCall.knows(other)).isFalse();
    }

    @Property(tries = 500)
    void itReadsEveryCallAsTheGeneralReaderDoes(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = Calls.bytes(call(random));
        int before = random.nextInt(50);
        byte[] within = new byte[before + bytes.length + random.nextInt(50)];
        random.nextBytes(within);
        System.arraycopy(bytes, 0, within, before, bytes.length);
        assertThat(straight.read(within, before + HEADER, before + bytes.length))
                .isTrue();
        general.read(within, before + HEADER, before + bytes.length);
        assertSame();
    }

    @Property(tries = 2000)
    void whatItAcceptsOfDamagedBytesTheGeneralReaderReadsAlike(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = Calls.bytes(call(random));
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[HEADER + random.nextInt(bytes.length - HEADER)] = (byte) random.nextInt();
        }
        int end = random.nextInt(4) == 0 ? HEADER + random.nextInt(bytes.length - HEADER) : bytes.length;
        if (straight.read(bytes, HEADER, end)) {
            general.read(bytes, HEADER, end);
            assertSame();
        }
    }

    @Test
    void aCallThatIsCutOffAnywhereIsNotAccepted() {
        byte[] bytes = Calls.bytes(call(new Random(1)));
        // Behind the last needed field there is nothing in this schema.
        for (int end = HEADER; end < bytes.length; end++) {
            assertThat(straight.read(bytes, HEADER, end)).as("cut at " + end).isFalse();
            assertThat(straight.read(Arrays.copyOf(bytes, end), HEADER, end)).isFalse();
        }
    }

    @Test
    void theReaderTellsWhatIsWrongWithACallThatIsCutOff() {
        byte[] bytes = Calls.bytes(call(new Random(1)));
        CallReader reader = Calls.reader();
        reader.read(bytes, 0, bytes.length);
        assertThatThrownBy(() -> reader.read(bytes, 0, bytes.length - 30))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("dev.hypercare");
    }

    private void assertSame() {
        for (int field = 0; field < FIELDS.size(); field++) {
            assertThat(lengths[field] < 0).as(FIELDS.get(field)).isEqualTo(general.isNull(field));
            if (!general.isNull(field)) {
                assertThat(lengths[field]).as(FIELDS.get(field)).isEqualTo(general.textLength(field));
                assertThat(values[field]).as(FIELDS.get(field)).isEqualTo(general.number(field));
            }
        }
    }

    private static Call call(Random random) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(random.nextLong() >> 8))
                .setGateway(text(random))
                .setApi(text(random))
                .setRoute(text(random))
                .setMethod(text(random))
                .setStatus(random.nextBoolean() ? random.nextInt(600) : random.nextInt())
                .setConsumer(textOrNull(random))
                .setDurationMicros(number(random))
                .setUpstreamDurationMicros(number(random))
                .setFirstTokenMicros(number(random))
                .setRequestBytes(number(random))
                .setResponseBytes(number(random))
                .setProvider(textOrNull(random))
                .setModel(textOrNull(random))
                .setTokensIn(number(random))
                .setTokensOut(number(random))
                .setTokensCached(number(random))
                .setTokensReasoning(number(random))
                .setCostMicros(number(random))
                .setVersion(textOrNull(random))
                .setStartedAt(random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt()))
                .setUpstreamStatus(random.nextBoolean() ? null : random.nextInt(600))
                .setClient(textOrNull(random))
                .setRequestId(textOrNull(random))
                .setTraceId(textOrNull(random))
                .setErrorCode(textOrNull(random))
                .setErrorMessage(textOrNull(random))
                .build();
    }

    /** Up to 55 bits: longer numbers are for the general reader. */
    private static Long number(Random random) {
        return random.nextBoolean() ? null : random.nextLong() >> (9 + random.nextInt(50));
    }

    private static String textOrNull(Random random) {
        return random.nextBoolean() ? null : text(random);
    }

    private static String text(Random random) {
        int length = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(20);
        return IntStream.range(0, length)
                .mapToObj(i -> random.nextInt(5) == 0 ? "ü" : Character.toString('a' + random.nextInt(26)))
                .reduce("", String::concat);
    }
}
