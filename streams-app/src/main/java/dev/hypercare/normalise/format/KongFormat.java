package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Entries of Kong's log plugins, {@code http-log} and {@code kafka-log}, which all write the same; alone or in batches. What the AI plugins
 * add is read in the form of {@code ai.proxy} and in that of older releases, where a plugin's own name or nothing stood between.
 */
public final class KongFormat implements Format {
    private static final FieldTable REQUEST = new FieldTable()
            .on("id", (in, call) -> call.requestId = in.text(CallLimits.ID, call.requestId))
            .on("url", (in, call) -> call.url = in.text(CallLimits.URI))
            .on("uri", (in, call) -> call.uri = in.text(CallLimits.URI))
            .on("method", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("size", (in, call) -> call.requestBytes = in.count())
            .on("headers", (in, call) -> in.object("request.headers.", HttpHeaders.OF_REQUEST, call));
    private static final FieldTable RESPONSE = new FieldTable()
            .on("status", (in, call) -> call.status = in.status())
            .on("size", (in, call) -> call.responseBytes = in.count())
            .on("headers", (in, call) -> in.object("response.headers.", HttpHeaders.OF_RESPONSE, call));
    private static final FieldTable LATENCIES = new FieldTable()
            .on("request", (in, call) -> call.durationMicros = in.millis())
            .on("proxy", (in, call) -> call.upstreamDurationMicros = in.millisUnlessNegative());
    private static final FieldTable SERVICE = new FieldTable()
            .on("name", (in, call) -> call.serviceId = in.text(CallLimits.API, call.serviceId))
            .on("id", (in, call) -> call.serviceId = call.serviceId == null ? in.text(CallLimits.API) : call.serviceId);
    private static final FieldTable ROUTE = new FieldTable()
            .on("name", (in, call) -> call.routeId = in.text(CallLimits.API, call.routeId))
            .on("id", (in, call) -> call.routeId = call.routeId == null ? in.text(CallLimits.API) : call.routeId);
    private static final FieldTable CONSUMER = new FieldTable()
            .on("username", (in, call) -> call.consumer = in.text(CallLimits.CONSUMER, call.consumer))
            .on("custom_id", KongFormat::consumerById)
            .on("id", (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER, call.remoteUser));
    private static final FieldTable AUTHENTICATED = new FieldTable()
            .on("consumer_id", (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER, call.remoteUser));
    private static final FieldTable TRACE_IDS =
            new FieldTable().on("w3c", (in, call) -> call.traceId = in.text(CallLimits.WORD));
    private static final FieldTable AI_META = new FieldTable()
            .on("provider_name", (in, call) -> call.provider = in.text(CallLimits.WORD, call.provider))
            .on("response_model", (in, call) -> call.model = in.text(CallLimits.MODEL, call.model))
            .on("request_model", (in, call) -> call.requestModel = in.text(CallLimits.MODEL));
    private static final FieldTable AI_USAGE = new FieldTable()
            .onAny((in, call) -> call.tokensIn = in.count(), "prompt_tokens", "prompt_token")
            .onAny((in, call) -> call.tokensOut = in.count(), "completion_tokens", "completion_token")
            .on("cost", KongFormat::cost);
    private static final FieldTable AI_PLUGIN = new FieldTable()
            .on("meta", (in, call) -> in.object("ai.proxy.meta.", AI_META, call))
            .on("usage", (in, call) -> in.object("ai.proxy.usage.", AI_USAGE, call));
    private static final FieldTable AI = new FieldTable()
            .and(AI_PLUGIN)
            .onAny((in, call) -> in.object("ai.proxy.", AI_PLUGIN, call), "proxy", "ai-proxy", "ai-proxy-advanced");
    private static final FieldTable ENTRY = new FieldTable()
            .withCommonFields()
            .on("started_at", (in, call) -> call.startedAt = in.epochMillis())
            .on("client_ip", (in, call) -> call.clientAddress = in.text(CallLimits.WORD))
            .on("correlation_id", HttpHeaders::requestId)
            .on("trace_id", KongFormat::traceId)
            .on("request", (in, call) -> in.object("request.", REQUEST, call))
            .on("response", (in, call) -> in.object("response.", RESPONSE, call))
            .on("latencies", (in, call) -> in.object("latencies.", LATENCIES, call))
            .on("service", (in, call) -> in.object("service.", SERVICE, call))
            .on("route", (in, call) -> in.object("route.", ROUTE, call))
            .on("consumer", (in, call) -> in.object("consumer.", CONSUMER, call))
            .on("authenticated_entity", (in, call) -> in.object("authenticated_entity.", AUTHENTICATED, call))
            .on("ai", (in, call) -> in.object("ai.", AI, call));
    private static final JsonShape SHAPE = new JsonShape("an entry of Kong", ENTRY, KongFormat::complete);

    @Override
    public String name() {
        return "kong";
    }

    @Override
    public String about() {
        return "Kong http-log and kafka-log, with AI analytics";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        JsonEntries.parse(record, SHAPE, to);
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        return call.completed("started_at", "milliseconds since the epoch", "response.status");
    }

    private static void consumerById(FieldReader in, CallDraft call) throws IOException {
        String id = in.text(CallLimits.CONSUMER);
        call.consumer = call.consumer == null ? id : call.consumer;
    }

    /** A text, or an object of one text for each way to tell it. */
    private static void traceId(FieldReader in, CallDraft call) throws IOException {
        if (in.isObject()) {
            in.object("trace_id.", TRACE_IDS, call);
        } else {
            call.traceId = in.text(CallLimits.WORD);
        }
    }

    /** 0 where the model has no price. */
    private static void cost(FieldReader in, CallDraft call) throws IOException {
        long micros = in.money();
        call.costMicros = micros == 0 ? CallDraft.NONE : micros;
    }
}
