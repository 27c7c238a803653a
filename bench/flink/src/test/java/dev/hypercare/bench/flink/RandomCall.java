package dev.hypercare.bench.flink;

import dev.hypercare.schemas.events.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Calls of any shape, written by Avro. */
final class RandomCall {
    private static final int[] STATUSES = {200, 200, 200, 404, 503, 0, 302};
    private static final long MOST = 2_000_000_000L;

    private RandomCall() {}

    /** One with random fields, some of them null. */
    static GenericRecord record(SplittableRandom random) {
        Schema schema = Call.getClassSchema();
        GenericRecord call = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            call.put(field.pos(), value(field, random));
        }
        return call;
    }

    private static Object value(Schema.Field field, SplittableRandom random) {
        Schema schema = field.schema();
        if (schema.getType() == Schema.Type.UNION) {
            if (random.nextInt(4) == 0) {
                return null;
            }
            schema = schema.getTypes().get(1);
        }
        return switch (schema.getType()) {
            case LONG -> random.nextLong(random.nextBoolean() ? 100 : MOST);
            case INT ->
                field.name().equals("status")
                        ? STATUSES[random.nextInt(STATUSES.length)]
                        : (Object) random.nextInt(600);
            case STRING -> field.name() + random.nextInt(200);
            case MAP -> java.util.Map.of();
            default -> throw new IllegalStateException("no value for " + field);
        };
    }

    /** The bytes of a record's value, in the Confluent wire format. */
    static byte[] bytes(GenericRecord call) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(call.getSchema()).write(call, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A call as the tuned job reads it. */
    static CallBytes call(SplittableRandom random) {
        CallBytes call = new CallBytes();
        call.read(bytes(record(random)));
        return call;
    }

    /** Three Avro strings. */
    static byte[] series(String... texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            for (String text : texts) {
                encoder.writeString(text);
            }
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
