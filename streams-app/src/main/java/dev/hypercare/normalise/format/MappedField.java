package dev.hypercare.normalise.format;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The fields of a call that a mapping can fill, each with the units that it may come in. */
enum MappedField {
    COMPLETED_AT(MappedUnit.TIMES, call -> call.completedAt, (call, value) -> call.completedAt = value),
    STARTED_AT(MappedUnit.TIMES, call -> call.startedAt, (call, value) -> call.startedAt = value),
    DURATION(MappedUnit.DURATIONS, call -> call.durationMicros, (call, value) -> call.durationMicros = value),
    UPSTREAM_DURATION(
            MappedUnit.DURATIONS,
            call -> call.upstreamDurationMicros,
            (call, value) -> call.upstreamDurationMicros = value),
    FIRST_TOKEN(MappedUnit.DURATIONS, call -> call.firstTokenMicros, (call, value) -> call.firstTokenMicros = value),
    STATUS(List.of(MappedUnit.STATUS), call -> call.status, (call, value) -> call.status = value),
    UPSTREAM_STATUS(
            List.of(MappedUnit.STATUS), call -> call.upstreamStatus, (call, value) -> call.upstreamStatus = value),
    REQUEST_BYTES(List.of(MappedUnit.COUNT), call -> call.requestBytes, (call, value) -> call.requestBytes = value),
    RESPONSE_BYTES(List.of(MappedUnit.COUNT), call -> call.responseBytes, (call, value) -> call.responseBytes = value),
    TOKENS_IN(List.of(MappedUnit.COUNT), call -> call.tokensIn, (call, value) -> call.tokensIn = value),
    TOKENS_OUT(List.of(MappedUnit.COUNT), call -> call.tokensOut, (call, value) -> call.tokensOut = value),
    TOKENS_CACHED(List.of(MappedUnit.COUNT), call -> call.tokensCached, (call, value) -> call.tokensCached = value),
    TOKENS_REASONING(
            List.of(MappedUnit.COUNT), call -> call.tokensReasoning, (call, value) -> call.tokensReasoning = value),
    COST(MappedUnit.AMOUNTS, call -> call.costMicros, (call, value) -> call.costMicros = value),
    GATEWAY(CallLimits.GATEWAY, call -> call.gateway, (call, value) -> call.gateway = value),
    API(CallLimits.API, call -> call.api, (call, value) -> call.api = value),
    HOST(CallLimits.HOST, call -> call.host, (call, value) -> call.host = value),
    PATH(CallLimits.URI, call -> call.uri, (call, value) -> call.uri = value),
    METHOD(CallLimits.METHOD, call -> call.method, (call, value) -> call.method = value),
    REQUEST_LINE(CallLimits.URI, call -> call.requestLine, (call, value) -> call.requestLine = value),
    CONSUMER(CallLimits.CONSUMER, call -> call.consumer, (call, value) -> call.consumer = value),
    CLIENT(CallLimits.WORD, call -> call.clientAddress, (call, value) -> call.clientAddress = value),
    FORWARDED_FOR(CallLimits.HOST, call -> call.forwardedFor, (call, value) -> call.forwardedFor = value),
    PROVIDER(CallLimits.WORD, call -> call.provider, (call, value) -> call.provider = value),
    MODEL(CallLimits.MODEL, call -> call.model, (call, value) -> call.model = value),
    VERSION(CallLimits.WORD, call -> call.version, (call, value) -> call.version = value),
    REQUEST_ID(CallLimits.ID, call -> call.requestId, (call, value) -> call.requestId = value),
    TRACE_ID(CallLimits.WORD, call -> call.traceId, (call, value) -> call.traceId = value),
    TRACEPARENT(CallLimits.ID, call -> call.traceparent, (call, value) -> call.traceparent = value),
    ERROR_CODE(CallLimits.WORD, call -> call.errorCode, (call, value) -> call.errorCode = value),
    ERROR_MESSAGE(CallLimits.RAW_MESSAGE, call -> call.errorMessage, (call, value) -> call.errorMessage = value);

    /** Makes a reader of the field: in a unit, and whether what was told before it stays. */
    @FunctionalInterface
    private interface Maker {
        FieldTable.Field reader(MappedUnit unit, boolean last);
    }

    private final List<MappedUnit> units;
    private final Maker maker;
    private final BiConsumer<CallDraft, CallDraft> filler;

    MappedField(List<MappedUnit> units, ToLongFunction<CallDraft> get, ObjLongConsumer<CallDraft> set) {
        this.units = units;
        maker = (unit, last) -> (in, call) -> {
            long value = unit.read(in);
            if (value != CallDraft.NONE && !(last && get.applyAsLong(call) != CallDraft.NONE)) {
                set.accept(call, value);
            }
        };
        filler = (from, to) -> {
            if (get.applyAsLong(to) == CallDraft.NONE) {
                set.accept(to, get.applyAsLong(from));
            }
        };
    }

    MappedField(int longest, Function<CallDraft, @Nullable String> get, BiConsumer<CallDraft, @Nullable String> set) {
        units = List.of();
        maker = (unit, last) -> (in, call) -> {
            String value = in.text(longest);
            if (value != null && !(last && get.apply(call) != null)) {
                set.accept(call, value);
            }
        };
        filler = (from, to) -> {
            if (get.apply(to) == null) {
                set.accept(to, get.apply(from));
            }
        };
    }

    /** As people write it: {@code completedAt}. */
    String word() {
        StringBuilder word = new StringBuilder();
        for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
            word.append(word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return word.toString();
    }

    /** The units it may come in; none for texts. */
    List<MappedUnit> units() {
        return units;
    }

    boolean isTime() {
        return units.equals(MappedUnit.TIMES);
    }

    /**
     * What reads it.
     *
     * @param unit one of its units; any for texts
     * @param last whether it is only looked at where nothing else told it
     */
    FieldTable.Field reader(MappedUnit unit, boolean last) {
        return maker.reader(unit, last);
    }

    /** Takes the value from another draft where this one has none. */
    void fill(CallDraft from, CallDraft to) {
        filler.accept(from, to);
    }
}
