package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Access logs of Envoy as JSON, an object a line, with the keys of Envoy Gateway, of Envoy AI Gateway, and the plain names that Istio and
 * others use for the same. Numbers may be texts, and {@code -} or null stand for what is not known.
 */
public final class EnvoyFormat implements Format {
    private static final int FIRST_ERROR = 400;
    private static final String NOTHING_WRONG = "via_upstream";

    /** The keys of an access log. */
    static final FieldTable FIELDS = new FieldTable()
            .withCommonFields()
            .on("start_time", (in, call) -> call.startedAt = in.time())
            .on("duration", (in, call) -> call.durationMicros = in.millis())
            .on("response_code", (in, call) -> call.status = in.status())
            .on("method", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .onAny(
                    (in, call) -> call.uri = in.text(CallLimits.URI, call.uri),
                    "x-envoy-origin-path",
                    "path",
                    ":path",
                    "x-envoy-original-path")
            .onAny((in, call) -> call.host = in.text(CallLimits.HOST, call.host), ":authority", "authority")
            .onAny(
                    (in, call) -> call.upstreamDurationMicros = in.millisUnlessNegative(),
                    "x-envoy-upstream-service-time",
                    "upstream_service_time")
            .on("bytes_received", (in, call) -> call.requestBytes = in.count())
            .on("bytes_sent", (in, call) -> call.responseBytes = in.count())
            .onAny(
                    (in, call) -> call.forwardedFor = in.text(CallLimits.HOST, call.forwardedFor),
                    "x-forwarded-for",
                    "x_forwarded_for")
            .on("downstream_remote_address", (in, call) -> call.clientAddress = in.text(CallLimits.WORD))
            .on("x-request-id", (in, call) -> call.requestId = in.text(CallLimits.ID, call.requestId))
            .on("route_name", (in, call) -> call.routeId = in.text(CallLimits.GATEWAY))
            .on("hostname", (in, call) -> call.gatewayHost = in.text(CallLimits.GATEWAY))
            .on("response_flags", (in, call) -> call.errorCode = in.text(CallLimits.WORD, call.errorCode))
            .on("response_code_details", (in, call) -> call.details = in.text(CallLimits.RAW_MESSAGE))
            .on("connection_termination_details", (in, call) -> call.termination = in.text(CallLimits.RAW_MESSAGE))
            .on(
                    "upstream_transport_failure_reason",
                    (in, call) -> call.errorMessage = in.text(CallLimits.RAW_MESSAGE, call.errorMessage))
            .on("gen_ai.provider.name", (in, call) -> call.provider = nameOfBackend(in.text(CallLimits.GATEWAY)))
            .on("gen_ai.request.model", (in, call) -> call.requestModel = in.text(CallLimits.MODEL))
            .on("gen_ai.response.model", (in, call) -> call.model = in.text(CallLimits.MODEL))
            .on("gen_ai.usage.input_tokens", (in, call) -> call.tokensIn = in.count())
            .on("gen_ai.usage.output_tokens", (in, call) -> call.tokensOut = in.count())
            .on("gen_ai.usage.reasoning_tokens", (in, call) -> call.tokensReasoning = in.count());

    private static final JsonLine LINE =
            new JsonLine(new JsonShape("a JSON object of Envoy's access log", FIELDS, EnvoyFormat::complete));

    @Override
    public String name() {
        return "envoy";
    }

    @Override
    public String about() {
        return "Envoy, Envoy Gateway and Envoy AI Gateway access logs as JSON";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        JsonLine.parse(record, LINE.shape(), LINE, to);
    }

    /** The call of keys that are read. */
    static Outcome<CallDraft> complete(CallDraft call) {
        finish(call);
        return call.completed("start_time", "a time such as 2026-11-21T10:00:00.123Z", "response_code");
    }

    /** Names the API by the route, and tells what went wrong where something did. */
    static void finish(CallDraft call) {
        call.routeId = nameOfRoute(call.routeId);
        if (call.errorMessage == null && (call.status == 0 || call.status >= FIRST_ERROR)) {
            String details = NOTHING_WRONG.equals(call.details) ? null : call.details;
            call.errorMessage = call.termination == null ? details : call.termination;
        }
    }

    /** {@code shop/orders} of {@code httproute/shop/orders/rule/0/match/0/*}; what Envoy calls a route that nobody named is no name. */
    private static @Nullable String nameOfRoute(@Nullable String route) {
        if (route == null || route.equals("default")) {
            return null;
        }
        boolean ofGateway = route.startsWith("httproute/") || route.startsWith("grpcroute/");
        int namespace = ofGateway ? route.indexOf('/', "httproute/".length()) : -1;
        int end = namespace < 0 ? -1 : route.indexOf('/', namespace + 1);
        String name = end < 0 ? route : route.substring("httproute/".length(), end);
        return name.substring(0, Math.min(name.length(), CallLimits.API));
    }

    /** {@code shop/openai} of {@code shop/openai/route/chat/rule/0/ref/0}. */
    private static @Nullable String nameOfBackend(@Nullable String backend) {
        int end = backend == null ? -1 : backend.indexOf("/route/");
        String name = backend == null || end < 0 ? backend : backend.substring(0, end);
        return name == null ? null : name.substring(0, Math.min(name.length(), CallLimits.WORD));
    }
}
