package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.Topic;
import dev.hypercare.contract.Topics;
import dev.hypercare.normalise.route.RequestTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries of Apache APISIX {@code kafka-logger} and {@code http-logger} in their default format: an object, or an array of them, or
 * several one after the other. A record whose JSON breaks off is rejected as a whole, since nobody can tell what it held; an entry
 * that is no call is rejected alone.
 */
public final class ApisixFormat implements Format {
    /** Ten times what the plugin puts in a batch. */
    static final int MAX_BATCH = 10_000;

    private static final FieldTable HEADERS = new FieldTable()
            .inAnyCase()
            .on("host", (in, call) -> call.host = in.text(CallLimits.HOST, call.host))
            .on("traceparent", (in, call) -> call.traceparent = in.text(CallLimits.ID, call.traceparent))
            .on("x-forwarded-for", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .on("x-request-id", ApisixFormat::requestIdOfHeader);
    private static final FieldTable RESPONSE_HEADERS =
            new FieldTable().inAnyCase().on("x-request-id", ApisixFormat::requestIdOfHeader);
    private static final FieldTable REQUEST = new FieldTable()
            .on("url", (in, call) -> call.url = in.text(CallLimits.URI))
            .on("uri", (in, call) -> call.uri = in.text(CallLimits.URI))
            .on("method", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("size", (in, call) -> call.requestBytes = in.count())
            .on("headers", (in, call) -> in.object("request.headers.", HEADERS, call));
    private static final FieldTable RESPONSE = new FieldTable()
            .on("status", (in, call) -> call.status = in.status())
            .on("size", (in, call) -> call.responseBytes = in.count())
            .on("headers", (in, call) -> in.object("response.headers.", RESPONSE_HEADERS, call));
    private static final FieldTable SERVER =
            new FieldTable().on("hostname", (in, call) -> call.gatewayHost = in.text(CallLimits.GATEWAY));
    private static final FieldTable CONSUMER =
            new FieldTable().on("username", (in, call) -> call.consumer = in.text(CallLimits.CONSUMER));
    private static final FieldTable LLM = new FieldTable()
            .on("model", (in, call) -> call.model = in.text(CallLimits.MODEL, call.model))
            .on("request_model", (in, call) -> call.requestModel = in.text(CallLimits.MODEL))
            .on("provider", (in, call) -> call.provider = in.text(CallLimits.WORD, call.provider))
            .on("duration", ApisixFormat::firstToken)
            .on("upstream_response_time", (in, call) -> call.upstreamTotalMicros = in.millis())
            .on("prompt_tokens", (in, call) -> call.tokensIn = in.count())
            .on("completion_tokens", (in, call) -> call.tokensOut = in.count())
            .on("cache_read_input_tokens", (in, call) -> call.tokensCached = in.count())
            .on("reasoning_tokens", (in, call) -> call.tokensReasoning = in.count());
    private static final FieldTable ENTRY = new FieldTable()
            .withCommonFields()
            .on("start_time", (in, call) -> call.startedAt = in.epochMillis())
            .on("latency", (in, call) -> call.durationMicros = in.millis())
            .on("upstream_latency", (in, call) -> call.upstreamDurationMicros = in.millis())
            .on("client_ip", (in, call) -> call.clientAddress = in.text(CallLimits.WORD))
            .on("service_id", (in, call) -> call.serviceId = in.text(CallLimits.API))
            .on("route_id", (in, call) -> call.routeId = in.text(CallLimits.API))
            .on("request", (in, call) -> in.object("request.", REQUEST, call))
            .on("response", (in, call) -> in.object("response.", RESPONSE, call))
            .on("server", (in, call) -> in.object("server.", SERVER, call))
            .on("consumer", (in, call) -> in.object("consumer.", CONSUMER, call))
            .on("llm_summary", (in, call) -> in.object("llm_summary.", LLM, call));

    @Override
    public String name() {
        return "apisix";
    }

    @Override
    public Topic<?> topic() {
        return Topics.RAW_APISIX;
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        List<Parsed> entries = new ArrayList<>();
        Outcome<CallDraft> whole = StrictJson.problemOfText(record, 0, record.length);
        if (whole == null) {
            try (JsonParser parser = StrictJson.parser(record, 0, record.length)) {
                whole = entries(parser, entries);
            } catch (IOException | RuntimeException e) {
                whole = StrictJson.rejection(e);
            }
        }
        if (whole != null) {
            to.accept(new Parsed(null, 0, record.length, whole));
        } else {
            entries.forEach(to);
        }
    }

    /** Reads all of a record; the result is why it is rejected as a whole, or null. */
    private static @Nullable Outcome<CallDraft> entries(JsonParser parser, List<Parsed> entries) throws IOException {
        boolean batch = false;
        boolean inArray = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY && !inArray) {
                inArray = true;
                batch = true;
            } else if (token == JsonToken.END_ARRAY) {
                inArray = false;
            } else if (entries.size() == MAX_BATCH) {
                return Outcome.rejected(
                        "too-large", null, "a batch that is too long (expected: at most " + MAX_BATCH + " entries)");
            } else {
                entries.add(entry(parser, entries.size()));
            }
        }
        if (entries.isEmpty()) {
            return Outcome.rejected("empty", null, "nothing (expected: an entry of APISIX, or an array of them)");
        }
        if (entries.size() == 1 && !batch) {
            Parsed only = entries.get(0);
            entries.set(0, new Parsed(null, only.from(), only.to(), only.outcome()));
        }
        return null;
    }

    private static Parsed entry(JsonParser parser, int index) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        Outcome<CallDraft> outcome;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            CallDraft draft = new CallDraft();
            FieldReader in = new FieldReader(parser);
            in.object("", ENTRY, draft);
            outcome = in.problem() == null ? complete(draft) : in.problem();
        } else {
            parser.skipChildren();
            parser.finishToken();
            outcome = Outcome.rejected(
                    "bad-value", null, "an entry that is no object (expected: an object with one call)");
        }
        return new Parsed(index, from, Math.toIntExact(parser.currentLocation().getByteOffset()), outcome);
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        if (call.startedAt == CallDraft.NONE) {
            return FieldReader.problem("missing-field", "start_time", "missing", "milliseconds since the epoch");
        }
        if (call.status == CallDraft.NONE) {
            return FieldReader.problem("missing-field", "response.status", "missing", "an HTTP status");
        }
        // Without a latency the start is all there is; a call never ends before it.
        call.completedAt = call.startedAt + Math.round(Math.max(0, call.durationMicros) / 1000.0);
        call.upstreamDurationMicros =
                call.upstreamDurationMicros == CallDraft.NONE ? call.upstreamTotalMicros : call.upstreamDurationMicros;
        call.model = call.model == null ? call.requestModel : call.model;
        call.fallbackApi = call.serviceId == null ? call.routeId : call.serviceId;
        if (call.host == null && call.url != null) {
            call.host = RequestTarget.of(call.url).host();
        }
        call.uri = call.uri == null ? call.url : call.uri;
        return Outcome.ok(call);
    }

    /** An id that was logged as such is better than one of a header. */
    private static void requestIdOfHeader(FieldReader in, CallDraft call) throws IOException {
        String id = in.text(CallLimits.ID);
        call.requestId = call.requestId == null ? id : call.requestId;
    }

    /** {@code duration} is the time to the first token; 0 where none came. */
    private static void firstToken(FieldReader in, CallDraft call) throws IOException {
        long micros = in.millis();
        call.firstTokenMicros = micros == 0 ? call.firstTokenMicros : micros;
    }
}
