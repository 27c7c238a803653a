package dev.hypercare.kpi;

import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.MeasuredCall;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.RegistryException;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroProjection;
import dev.hypercare.schemas.serde.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
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
    static final int STATUS = FIELDS.indexOf("status");
    static final int CONSUMER = FIELDS.indexOf("consumer");
    static final int DURATION = FIELDS.indexOf("durationMicros");
    static final int UPSTREAM = FIELDS.indexOf("upstreamDurationMicros");
    static final int FIRST_TOKEN = FIELDS.indexOf("firstTokenMicros");
    static final int REQUEST_BYTES = FIELDS.indexOf("requestBytes");
    static final int RESPONSE_BYTES = FIELDS.indexOf("responseBytes");
    static final int PROVIDER = FIELDS.indexOf("provider");
    static final int MODEL = FIELDS.indexOf("model");
    static final int TOKENS_IN = FIELDS.indexOf("tokensIn");
    static final int TOKENS_OUT = FIELDS.indexOf("tokensOut");
    static final int TOKENS_CACHED = FIELDS.indexOf("tokensCached");
    static final int TOKENS_REASONING = FIELDS.indexOf("tokensReasoning");
    static final int COST = FIELDS.indexOf("costMicros");
    static final int TRACE_ID = FIELDS.indexOf("traceId");
    static final int METHOD = FIELDS.indexOf("method");
    static final int CLIENT = FIELDS.indexOf("client");
    /** Behind all fields: a place for what is not asked for. */
    static final int UNASKED = FIELDS.size();

    /** Some milliseconds of a backlog. */
    private static final int READS_OF_A_PLACE = 4096;

    private final SchemaRegistry registry;
    private final Map<Integer, Writer> writers = new HashMap<>();
    /** By field: the number, or where the text starts. */
    private final long[] values = new long[FIELDS.size() + 1];
    /** By field: the length of the text, 0 for a number, -1 for null. */
    private final int[] lengths = new int[FIELDS.size() + 1];

    private final StraightCall straight = new StraightCall(values, lengths);
    private int schemaId = -1;
    private @Nullable Writer writer;
    private Place texts = new Place();
    private int readsLeft = READS_OF_A_PLACE;

    private boolean late;
    private long behindMillis;
    private long latenessMillis;

    /**
     * Where texts are; nowhere where the general reader read the call last. It is an object of its own that is made anew often, because it is written
     * with each call: a reference to a young object costs the collector a memory barrier where it is written into an old one, and next to nothing where into
     * another young one.
     */
    private static final class Place {
        private byte @Nullable [] bytes;
    }

    /** How records of one schema are read; {@code isToday}: also by {@link StraightCall}. */
    private record Writer(AvroProjection projection, boolean isToday) {}

    CallReader(SchemaRegistry registry) {
        this.registry = registry;
    }

    /** The fields, in the order of their numbers. */
    static List<String> fields() {
        return FIELDS;
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
        Writer by = writer;
        if (by == null || id != schemaId) {
            by = writer(id);
            writer = by;
            schemaId = id;
        }
        late = false;
        if (--readsLeft < 0) {
            readsLeft = READS_OF_A_PLACE;
            texts = new Place();
        }
        if (by.isToday && straight.read(bytes, start + WireFormat.HEADER, end)) {
            texts.bytes = bytes;
            return;
        }
        texts.bytes = null;
        AvroProjection general = by.projection;
        general.read(bytes, start + WireFormat.HEADER, end);
        for (int i = 0; i < FIELDS.size(); i++) {
            values[i] = general.number(i);
            lengths[i] = general.isNull(i) ? -1 : general.textLength(i);
        }
    }

    /** Completes the call read last with what is known of its time. */
    void timed(boolean isLate, long behind, long lateness) {
        late = isLate;
        behindMillis = behind;
        latenessMillis = lateness;
    }

    private Writer writer(int id) {
        Writer known = writers.get(id);
        if (known == null) {
            Schema schema = registry.byId(id);
            known = new Writer(AvroProjection.of(schema, Call.getClassSchema(), FIELDS), StraightCall.knows(schema));
            writers.put(id, known);
        }
        return known;
    }

    private long orAbsent(int field) {
        return lengths[field] < 0 ? ABSENT : values[field];
    }

    boolean isNull(int field) {
        return lengths[field] < 0;
    }

    /** Where the bytes of text fields are. */
    byte[] bytes(int field) {
        byte[] straightFrom = texts.bytes;
        return straightFrom != null
                ? straightFrom
                : Objects.requireNonNull(writer).projection.textBytes(field);
    }

    /** Whether all texts stand in one array of {@link #bytes} as they came, each behind its length, in the order of today's schema. */
    boolean standsWhole() {
        return texts.bytes != null;
    }

    int textStart(int field) {
        return (int) values[field];
    }

    /** Length of a text, bytes; -1 where there is none. */
    int textLength(int field) {
        return lengths[field];
    }

    /** Where the length of the gateway stands, the first of the texts; only where {@link #standsWhole}. */
    int rowStart() {
        return straight.rowStart();
    }

    /** Where a text that is there ends. */
    int textEnd(int field) {
        return (int) values[field] + lengths[field];
    }

    @Nullable
    String text(int field) {
        int length = lengths[field];
        return length < 0 ? null : new String(bytes(field), textStart(field), length, StandardCharsets.UTF_8);
    }

    @Override
    public long completedAt() {
        return values[COMPLETED_AT];
    }

    @Override
    public int status() {
        return (int) values[STATUS];
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
        return !isNull(PROVIDER) || !isNull(MODEL);
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
        return lengths[CONSUMER] > 0;
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
