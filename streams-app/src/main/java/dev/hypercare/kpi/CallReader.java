package dev.hypercare.kpi;

import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.MeasuredCall;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroProjection;
import dev.hypercare.schemas.serde.WireFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields that KPIs need straight from the bytes of calls, whatever version of the schema wrote them. It is the call read
 * last. Not thread-safe.
 */
final class CallReader implements MeasuredCall {
    private static final List<String> FIELDS = List.of(
            "completedAt",
            "gateway",
            "api",
            "status",
            "consumer",
            "durationMicros",
            "upstreamDurationMicros",
            "firstTokenMicros",
            "requestBytes",
            "responseBytes",
            "provider",
            "model",
            "tokensIn",
            "tokensOut",
            "tokensCached",
            "tokensReasoning",
            "costMicros",
            "traceId",
            "route",
            "method",
            "version",
            "requestId",
            "errorCode",
            "errorMessage",
            "client");
    static final int COMPLETED_AT = FIELDS.indexOf("completedAt");
    static final int GATEWAY = FIELDS.indexOf("gateway");
    static final int API = FIELDS.indexOf("api");
    static final int ROUTE = FIELDS.indexOf("route");
    static final int VERSION = FIELDS.indexOf("version");
    static final int REQUEST_ID = FIELDS.indexOf("requestId");
    static final int ERROR_CODE = FIELDS.indexOf("errorCode");
    static final int ERROR_MESSAGE = FIELDS.indexOf("errorMessage");
    private static final int STATUS = FIELDS.indexOf("status");
    private static final int CONSUMER = FIELDS.indexOf("consumer");
    private static final int DURATION = FIELDS.indexOf("durationMicros");
    private static final int UPSTREAM = FIELDS.indexOf("upstreamDurationMicros");
    private static final int FIRST_TOKEN = FIELDS.indexOf("firstTokenMicros");
    private static final int REQUEST_BYTES = FIELDS.indexOf("requestBytes");
    private static final int RESPONSE_BYTES = FIELDS.indexOf("responseBytes");
    private static final int PROVIDER = FIELDS.indexOf("provider");
    private static final int MODEL = FIELDS.indexOf("model");
    private static final int TOKENS_IN = FIELDS.indexOf("tokensIn");
    private static final int TOKENS_OUT = FIELDS.indexOf("tokensOut");
    private static final int TOKENS_CACHED = FIELDS.indexOf("tokensCached");
    private static final int TOKENS_REASONING = FIELDS.indexOf("tokensReasoning");
    private static final int COST = FIELDS.indexOf("costMicros");
    private static final int TRACE_ID = FIELDS.indexOf("traceId");

    private final SchemaRegistry registry;
    private final Map<Integer, AvroProjection> projections = new HashMap<>();
    private int schemaId = -1;
    private @Nullable AvroProjection projection;
    private boolean late;
    private long behindMillis;
    private long latenessMillis;

    CallReader(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** The number of a field, for {@link #isNull} and {@link #textStart}. */
    static int field(String name) {
        int field = FIELDS.indexOf(name);
        if (field < 0) {
            throw new IllegalArgumentException("not a field that is read: " + name);
        }
        return field;
    }

    /**
     * Reads the value of a record, {@code bytes[start..end)}. Errors: Kafka's SerializationException where it is
     * no call; {@link RegistryException} where the registry does not know its schema or cannot be asked.
     */
    void read(byte[] bytes, int start, int end) {
        int id = WireFormat.schemaId(bytes, start, end);
        if (projection == null || id != schemaId) {
            projection = projectionOf(id);
            schemaId = id;
        }
        projection.read(bytes, start + WireFormat.HEADER, end);
        late = false;
    }

    /** Completes the call read last with what is known of its time. */
    void timed(boolean isLate, long behind, long lateness) {
        late = isLate;
        behindMillis = behind;
        latenessMillis = lateness;
    }

    private AvroProjection projectionOf(int id) {
        AvroProjection known = projections.get(id);
        if (known == null) {
            known = AvroProjection.of(registry.byId(id), Call.getClassSchema(), FIELDS);
            projections.put(id, known);
        }
        return known;
    }

    private AvroProjection read() {
        AvroProjection present = projection;
        if (present == null) {
            throw new IllegalStateException("no call was read");
        }
        return present;
    }

    private long orAbsent(int field) {
        AvroProjection from = read();
        return from.isNull(field) ? ABSENT : from.number(field);
    }

    boolean isNull(int field) {
        return read().isNull(field);
    }

    /** Where the bytes of text fields are. */
    byte[] bytes(int field) {
        return read().textBytes(field);
    }

    int textStart(int field) {
        return read().textStart(field);
    }

    /** Length of a text, bytes; -1 where there is none. */
    int textLength(int field) {
        return read().textLength(field);
    }

    @Nullable
    String text(int field) {
        return read().text(field);
    }

    @Override
    public long completedAt() {
        return read().number(COMPLETED_AT);
    }

    @Override
    public int status() {
        return (int) read().number(STATUS);
    }

    @Override
    public long durationMicros() {
        return orAbsent(DURATION);
    }

    @Override
    public long upstreamMicros() {
        return orAbsent(UPSTREAM);
    }

    @Override
    public long firstTokenMicros() {
        return orAbsent(FIRST_TOKEN);
    }

    @Override
    public long requestBytes() {
        return orAbsent(REQUEST_BYTES);
    }

    @Override
    public long responseBytes() {
        return orAbsent(RESPONSE_BYTES);
    }

    @Override
    public boolean toModel() {
        AvroProjection from = read();
        return !from.isNull(PROVIDER) || !from.isNull(MODEL);
    }

    @Override
    public long tokensIn() {
        return orAbsent(TOKENS_IN);
    }

    @Override
    public long tokensOut() {
        return orAbsent(TOKENS_OUT);
    }

    @Override
    public long tokensCached() {
        return orAbsent(TOKENS_CACHED);
    }

    @Override
    public long tokensReasoning() {
        return orAbsent(TOKENS_REASONING);
    }

    @Override
    public long costMicros() {
        return orAbsent(COST);
    }

    @Override
    public boolean late() {
        return late;
    }

    @Override
    public long behindMillis() {
        return behindMillis;
    }

    @Override
    public long latenessMillis() {
        return latenessMillis;
    }

    @Override
    public boolean hasConsumer() {
        return read().textLength(CONSUMER) > 0;
    }

    @Override
    public long consumerHash() {
        return DistinctCount.hash(bytes(CONSUMER), textStart(CONSUMER), textLength(CONSUMER));
    }

    @Override
    public byte[] traceBytes() {
        return bytes(TRACE_ID);
    }

    @Override
    public int traceStart() {
        return textStart(TRACE_ID);
    }

    @Override
    public int traceLength() {
        return textLength(TRACE_ID);
    }
}
