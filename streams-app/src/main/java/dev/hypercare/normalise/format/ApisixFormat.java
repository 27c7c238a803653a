package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/** Entries of Apache APISIX {@code kafka-logger} and {@code http-logger} in their default format, alone or in batches. */
public final class ApisixFormat implements Format {
    private static final FieldTable REQUEST = new FieldTable()
            .on("url", (in, call) -> call.url = in.text(CallLimits.URI))
            .on("uri", (in, call) -> call.uri = in.text(CallLimits.URI))
            .on("method", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("size", (in, call) -> call.requestBytes = in.count())
            .on("headers", (in, call) -> in.object("request.headers.", HttpHeaders.OF_REQUEST, call));
    private static final FieldTable RESPONSE = new FieldTable()
            .on("status", (in, call) -> call.status = in.status())
            .on("size", (in, call) -> call.responseBytes = in.count())
            .on("headers", (in, call) -> in.object("response.headers.", HttpHeaders.OF_RESPONSE, call));
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
    private static final JsonShape SHAPE = new JsonShape("an entry of APISIX", ENTRY, ApisixFormat::complete);

    @Override
    public String name() {
        return "apisix";
    }

    @Override
    public String about() {
        return "Apache APISIX kafka-logger and http-logger, with AI summaries";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        JsonEntries.parse(record, SHAPE, to);
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        return call.completed("start_time", "milliseconds since the epoch", "response.status");
    }

    /** {@code duration} is the time to the first token; 0 where none came. */
    private static void firstToken(FieldReader in, CallDraft call) throws IOException {
        long micros = in.millis();
        call.firstTokenMicros = micros == 0 ? call.firstTokenMicros : micros;
    }
}
