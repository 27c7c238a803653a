package dev.hypercare.normalise.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object that matter, by name, each with what to do with its value. */
final class FieldTable {
    /** Moves the value on which the reader stands into the draft. */
    @FunctionalInterface
    interface Field {
        void read(FieldReader in, CallDraft call) throws IOException;
    }

    private final Map<String, Field> fields = new HashMap<>();
    private boolean anyCase;

    FieldTable on(String name, Field field) {
        fields.put(name, field);
        return this;
    }

    /** The same for each of several names that a field has had. */
    FieldTable onAny(Field field, String... names) {
        for (String name : names) {
            on(name, field);
        }
        return this;
    }

    /** Adds the fields of another table, unless they are here already. */
    FieldTable and(FieldTable other) {
        other.fields.forEach(fields::putIfAbsent);
        return this;
    }

    /** For HTTP headers. Names in the table are lower case then. */
    FieldTable inAnyCase() {
        anyCase = true;
        return this;
    }

    @Nullable
    Field find(String name) {
        return fields.get(anyCase ? name.toLowerCase(Locale.ROOT) : name);
    }

    /**
     * Adds the names under which any gateway may be told to log what it knows beyond its own format: {@code api}, {@code gateway},
     * {@code consumer}, {@code version}, ids, errors, AI usage.
     */
    FieldTable withCommonFields() {
        on("api", (in, call) -> call.api = in.text(CallLimits.API, call.api));
        on("gateway", (in, call) -> call.gateway = in.text(CallLimits.GATEWAY, call.gateway));
        on("consumer", (in, call) -> call.consumer = in.text(CallLimits.CONSUMER, call.consumer));
        on("version", (in, call) -> call.version = in.text(CallLimits.WORD));
        on("request_id", (in, call) -> call.requestId = in.text(CallLimits.ID, call.requestId));
        on("trace_id", (in, call) -> call.traceId = in.text(CallLimits.WORD));
        on("traceparent", (in, call) -> call.traceparent = in.text(CallLimits.ID));
        on("upstream_status", (in, call) -> call.upstreamStatus = in.lastStatus());
        on("error_code", (in, call) -> call.errorCode = in.text(CallLimits.WORD));
        on("error", (in, call) -> call.errorMessage = in.text(CallLimits.RAW_MESSAGE, call.errorMessage));
        on("error_message", (in, call) -> call.errorMessage = in.text(CallLimits.RAW_MESSAGE, call.errorMessage));
        on("ai_provider", (in, call) -> call.provider = in.text(CallLimits.WORD));
        on("ai_model", (in, call) -> call.model = in.text(CallLimits.MODEL));
        on("ai_tokens_in", (in, call) -> call.tokensIn = in.count());
        on("ai_tokens_out", (in, call) -> call.tokensOut = in.count());
        on("ai_tokens_cached", (in, call) -> call.tokensCached = in.count());
        on("ai_tokens_reasoning", (in, call) -> call.tokensReasoning = in.count());
        on("ai_first_token_time", (in, call) -> call.firstTokenMicros = in.seconds());
        return on("ai_cost", (in, call) -> call.costMicros = in.money());
    }
}
