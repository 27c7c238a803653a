package dev.hypercare.kpi;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import dev.hypercare.schemas.serde.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Readable calls for tests. */
final class Calls {
    private Calls() {}

    private static final SchemaRegistry REGISTRY = new InMemoryRegistry();
    private static final AvroSerde<Call> SERDE = new AvroSerde<>(REGISTRY, Call.class, true);

    static Call call(String api, String route, int status, long completedAt, long durationMicros) {
        return call("edge-1", api, route, status, completedAt, durationMicros);
    }

    static Call call(String gateway, String api, String route, int status, long completedAt, long durationMicros) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(completedAt))
                .setGateway(gateway)
                .setApi(api)
                .setRoute(route)
                .setMethod("GET")
                .setStatus(status)
                .setDurationMicros(durationMicros)
                .build();
    }

    /** A word of its own for each number, in which nothing is masked. */
    static String word(int number) {
        return Integer.toString(number + 10_000, 9)
                .chars()
                .mapToObj(digit -> Character.toString(digit - '0' + 'p'))
                .collect(Collectors.joining());
    }

    /** The value of a record of {@code calls}. */
    static byte[] bytes(Call call) {
        return SERDE.serializer().serialize("calls", call);
    }

    /** The same by a writer whose schema has one more field before all others. */
    static byte[] bytesOfAnotherVersion(Call call) {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("sequence", Schema.create(Schema.Type.LONG)));
        Call.getClassSchema().getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema other = Schema.createRecord("Call", null, Call.getClassSchema().getNamespace(), false, fields);
        byte[] today = bytes(call);
        ByteBuffer bytes = ByteBuffer.allocate(today.length + 1);
        WireFormat.header(REGISTRY.register("another", other), octet -> bytes.put((byte) octet));
        bytes.put((byte) 0).put(today, WireFormat.HEADER, today.length - WireFormat.HEADER);
        return bytes.array();
    }

    /** A reader of such values. */
    static CallReader reader() {
        return new CallReader(REGISTRY);
    }
}
