package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields and attributes of OTLP that tell something of a call, and what they mean together. */
final class OtlpFields {
    private static final String STATUS = "http.response.status_code";
    private static final Set<String> SERVER = Set.of("2", "SPAN_KIND_SERVER");
    private static final Set<String> CLIENT = Set.of("3", "SPAN_KIND_CLIENT");
    private static final Set<String> FAILED = Set.of("2", "STATUS_CODE_ERROR");

    /** Longest value of an attribute that is looked at, characters. */
    private static final int LONGEST = CallLimits.RAW_MESSAGE;

    private static final FieldTable HTTP = new FieldTable()
            .onAny((in, call) -> call.method = in.text(CallLimits.METHOD), "http.request.method", "http.method")
            .onAny((in, call) -> call.status = in.status(), STATUS, "http.status_code")
            .on("http.route", (in, call) -> call.uri = in.text(CallLimits.URI, call.uri))
            .onAny((in, call) -> call.requestTarget = in.text(CallLimits.URI), "url.path", "http.target")
            .onAny((in, call) -> call.url = in.text(CallLimits.URI), "url.full", "http.url")
            .onAny(
                    (in, call) -> call.host = in.text(CallLimits.HOST, call.host),
                    "server.address",
                    "http.host",
                    "net.host.name")
            .onAny(
                    (in, call) -> call.forwardedFor = in.text(CallLimits.HOST, call.forwardedFor),
                    "client.address",
                    "http.client_ip",
                    "http.request.header.x-forwarded-for")
            .onAny(
                    (in, call) -> call.clientAddress = in.text(CallLimits.WORD, call.clientAddress),
                    "network.peer.address",
                    "net.sock.peer.addr",
                    "net.peer.ip")
            .onAny(
                    (in, call) -> call.requestBytes = in.count(),
                    "http.request.size",
                    "http.request.body.size",
                    "http.request_content_length")
            .onAny(
                    (in, call) -> call.responseBytes = in.count(),
                    "http.response.size",
                    "http.response.body.size",
                    "http.response_content_length")
            .onAny(
                    (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER, call.remoteUser),
                    "user.name",
                    "user.id",
                    "enduser.id")
            .onAny(HttpHeaders::requestId, "http.request.header.x-request-id", "http.response.header.x-request-id")
            .on("http.server.request.duration", (in, call) -> call.durationMicros = in.seconds())
            .on("error.type", (in, call) -> call.errorCode = in.text(CallLimits.WORD, call.errorCode))
            // Elsewhere a message, here only whether something failed.
            .on("error", (in, call) -> {})
            .on("exception.message", (in, call) -> call.errorMessage = in.text(LONGEST, call.errorMessage));
    private static final FieldTable AI = new FieldTable()
            .on("gen_ai.operation.name", (in, call) -> call.operation = in.text(CallLimits.API))
            .onAny(
                    (in, call) -> call.provider = in.text(CallLimits.WORD, call.provider),
                    "gen_ai.provider.name",
                    "gen_ai.system")
            .on("gen_ai.request.model", (in, call) -> call.requestModel = in.text(CallLimits.MODEL))
            .on("gen_ai.response.model", (in, call) -> call.model = in.text(CallLimits.MODEL))
            .onAny((in, call) -> call.tokensIn = in.count(), "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
            .onAny(
                    (in, call) -> call.tokensOut = in.count(),
                    "gen_ai.usage.output_tokens",
                    "gen_ai.usage.completion_tokens")
            .on("gen_ai.usage.cache_read.input_tokens", (in, call) -> call.tokensCached = in.count())
            .onAny(
                    (in, call) -> call.tokensReasoning = in.count(),
                    "gen_ai.usage.reasoning_tokens",
                    "gen_ai.usage.reasoning.output_tokens");

    private static final FieldTable OF_RESOURCE = new FieldTable()
            .on("service.name", (in, call) -> call.gatewayHost = in.text(CallLimits.GATEWAY))
            .on("host.name", (in, call) -> call.serverName = in.text(CallLimits.GATEWAY))
            .on("service.version", (in, call) -> call.version = in.text(CallLimits.WORD))
            .on("gateway", (in, call) -> call.gateway = in.text(CallLimits.GATEWAY));
    private static final FieldTable OF_SPAN =
            new FieldTable().and(HTTP).and(AI).and(new FieldTable().withCommonFields());
    /** Envoy's own exporter names attributes by the keys of its access log. */
    private static final FieldTable OF_LOG_RECORD =
            new FieldTable().and(HTTP).and(AI).and(EnvoyFormat.FIELDS);

    private static final FieldTable SPAN_STATUS = new FieldTable()
            .on("code", (in, call) -> call.spanStatus = in.text(CallLimits.WORD))
            .on("message", (in, call) -> call.errorMessage = in.text(LONGEST, call.errorMessage));

    /** A resource. */
    static final FieldTable RESOURCE =
            new FieldTable().on("attributes", (in, call) -> attributes(in, OF_RESOURCE, call));

    /** A log record. */
    static final FieldTable LOG_RECORD = new FieldTable()
            .on("timeUnixNano", (in, call) -> call.endNanos = in.epochNanos())
            .on("observedTimeUnixNano", (in, call) -> call.observedNanos = in.epochNanos())
            .on("traceId", (in, call) -> call.traceId = in.text(CallLimits.WORD, call.traceId))
            .on("attributes", (in, call) -> attributes(in, OF_LOG_RECORD, call));

    /** A span. */
    static final FieldTable SPAN = new FieldTable()
            .on("kind", (in, call) -> call.kind = in.text(CallLimits.WORD))
            .on("startTimeUnixNano", (in, call) -> call.startNanos = in.epochNanos())
            .on("endTimeUnixNano", (in, call) -> call.endNanos = in.epochNanos())
            .on("traceId", (in, call) -> call.traceId = in.text(CallLimits.WORD, call.traceId))
            .on("spanId", HttpHeaders::requestId)
            .on("status", (in, call) -> in.object("status.", SPAN_STATUS, call))
            .on("attributes", (in, call) -> attributes(in, OF_SPAN, call));

    private OtlpFields() {}

    /** Whether a span is a call: what a server answered, or what somebody asked of a model. */
    static boolean isCall(CallDraft span) {
        return span.kind != null
                && (SERVER.contains(span.kind) || (CLIENT.contains(span.kind) && span.operation != null));
    }

    static Outcome<CallDraft> completeSpan(CallDraft call) {
        if (call.startNanos == CallDraft.NONE || call.endNanos == CallDraft.NONE) {
            String field = call.startNanos == CallDraft.NONE ? "startTimeUnixNano" : "endTimeUnixNano";
            return FieldReader.problem("missing-field", field, "missing", "nanoseconds since the epoch");
        }
        long micros = (call.endNanos - call.startNanos + 500) / 1000;
        if (call.endNanos < call.startNanos || micros > FieldReader.DAY_MICROS) {
            return FieldReader.problem(
                    "bad-value",
                    "endTimeUnixNano",
                    Long.toString(call.endNanos),
                    "not before the start, and at most a day after it");
        }
        call.startedAt = call.startNanos / 1_000_000;
        call.completedAt = call.endNanos / 1_000_000;
        call.durationMicros = micros;
        boolean failed = call.spanStatus != null && FAILED.contains(call.spanStatus);
        call.errorMessage = failed ? call.errorMessage : null;
        if (call.status == CallDraft.NONE) {
            call.status = statusOf(call, failed);
        }
        return completed(call, "endTimeUnixNano");
    }

    static Outcome<CallDraft> completeLogRecord(CallDraft call) {
        long nanos = call.endNanos == CallDraft.NONE ? call.observedNanos : call.endNanos;
        boolean began = call.startedAt != CallDraft.NONE && call.durationMicros != CallDraft.NONE;
        if (!began && nanos != CallDraft.NONE) {
            call.completedAt = nanos / 1_000_000;
        }
        EnvoyFormat.finish(call);
        return completed(call, "timeUnixNano");
    }

    private static Outcome<CallDraft> completed(CallDraft call, String time) {
        call.uri = call.uri == null ? call.requestTarget : call.uri;
        if (call.uri == null && call.url == null) {
            call.fallbackApi = call.operation;
        }
        return call.completed(time, "nanoseconds since the epoch", STATUS);
    }

    /** A call to a model need not tell a status of HTTP: the error type may be one; else no error means that it was answered. */
    private static long statusOf(CallDraft call, boolean failed) {
        String type = call.errorCode;
        if (type != null && type.matches("[1-5][0-9]{2}")) {
            return Long.parseLong(type);
        }
        if (failed) {
            return 0;
        }
        return call.operation == null ? CallDraft.NONE : 200;
    }

    /** Reads a list of keys with their values; a value of values counts by its first. */
    private static void attributes(FieldReader in, FieldTable table, CallDraft call) throws IOException {
        JsonParser json = in.json();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            attribute(in, table, call);
        }
    }

    private static void attribute(FieldReader in, FieldTable table, CallDraft call) throws IOException {
        JsonParser json = in.json();
        String key = null;
        String value = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("key")) {
                key = in.text(StrictJson.MAX_NAME);
            } else if (name.equals("value") && (key == null || table.find(key) != null)) {
                value = firstScalar(in);
            } else {
                json.skipChildren();
            }
        }
        in.feed(key == null ? "" : key, value, table, call);
    }

    /** The first text or number in the value on which the parser stands, behind which the parser then is. */
    private static @Nullable String firstScalar(FieldReader in) throws IOException {
        JsonParser json = in.json();
        if (json.currentToken().isScalarValue()) {
            return in.text(LONGEST);
        }
        String first = null;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (first == null && token.isScalarValue()) {
                first = in.text(LONGEST);
            }
        }
        return first;
    }
}
