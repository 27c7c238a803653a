package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Access logs of AWS API Gateway whose template is JSON: the keys of AWS's own examples, or those of {@code $context} with dots or as
 * nested objects. Values are texts or numbers; entries may follow each other without a separator, as Firehose writes them.
 */
public final class AwsFormat implements Format {
    private static final FieldTable.Field INTEGRATION_LATENCY =
            (in, call) -> call.upstreamDurationMicros = in.millisUnlessNegative();
    private static final FieldTable.Field INTEGRATION_STATUS = (in, call) -> call.upstreamStatus = in.lastStatus();
    private static final FieldTable.Field ERROR_MESSAGE =
            (in, call) -> call.errorMessage = in.text(CallLimits.RAW_MESSAGE, call.errorMessage);
    private static final FieldTable.Field ERROR_TYPE =
            (in, call) -> call.errorCode = in.text(CallLimits.WORD, call.errorCode);
    private static final FieldTable.Field USER =
            (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER, call.remoteUser);
    private static final FieldTable.Field ADDRESS = (in, call) -> call.clientAddress = in.text(CallLimits.WORD);

    private static final FieldTable INTEGRATION = new FieldTable()
            .on("latency", INTEGRATION_LATENCY)
            .onAny(INTEGRATION_STATUS, "status", "integrationStatus")
            .on("error", ERROR_MESSAGE);
    private static final FieldTable ERROR =
            new FieldTable().on("message", ERROR_MESSAGE).on("responseType", ERROR_TYPE);
    private static final FieldTable AUTHORIZER = new FieldTable().on("principalId", USER);
    private static final FieldTable IDENTITY =
            new FieldTable().on("sourceIp", ADDRESS).on("user", USER).on("caller", USER);
    private static final FieldTable ENTRY = new FieldTable()
            .withCommonFields()
            .on("requestTimeEpoch", (in, call) -> call.startedAt = in.epochMillis(call.startedAt))
            .on("requestTime", AwsFormat::startedAt)
            .on("responseLatency", (in, call) -> call.durationMicros = in.millisUnlessNegative())
            .onAny(INTEGRATION_LATENCY, "integrationLatency", "integration.latency")
            .on("status", (in, call) -> call.status = in.status())
            .onAny(INTEGRATION_STATUS, "integrationStatus", "integration.status", "integration.integrationStatus")
            .on("httpMethod", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("routeKey", (in, call) -> call.requestLine = in.text(CallLimits.URI))
            .on("resourcePath", (in, call) -> call.uri = in.text(CallLimits.URI))
            .on("path", (in, call) -> call.url = in.text(CallLimits.URI))
            .on("responseLength", (in, call) -> call.responseBytes = in.count())
            .onAny(ADDRESS, "ip", "sourceIp", "identity.sourceIp")
            .onAny(USER, "user", "caller", "principalId", "authorizer.principalId")
            .on("requestId", (in, call) -> call.requestId = in.text(CallLimits.ID, call.requestId))
            .on("extendedRequestId", HttpHeaders::requestId)
            .on("domainName", (in, call) -> call.host = in.text(CallLimits.HOST))
            .on("apiId", (in, call) -> call.routeId = in.text(CallLimits.API))
            .onAny((in, call) -> call.traceId = traceId(in.text(CallLimits.ID)), "xrayTraceId", "xRayTraceId")
            .onAny(ERROR_MESSAGE, "error.message", "errorMessage", "integrationErrorMessage", "integration.error")
            .onAny(ERROR_TYPE, "error.responseType", "errorResponseType")
            .on("integration", (in, call) -> in.object("integration.", INTEGRATION, call))
            .on("error", AwsFormat::error)
            .on("authorizer", (in, call) -> in.object("authorizer.", AUTHORIZER, call))
            .on("identity", (in, call) -> in.object("identity.", IDENTITY, call));
    private static final JsonShape SHAPE =
            new JsonShape("an entry of an API Gateway access log", ENTRY, AwsFormat::complete);

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String about() {
        return "AWS API Gateway access log with a JSON template";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        JsonEntries.parse(record, SHAPE, to);
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        // "GET /users/{id}" of HTTP APIs; "$default" is no path.
        String route = call.requestLine;
        call.requestLine = route != null && route.indexOf(" /") > 0 ? route : null;
        return call.completed("requestTimeEpoch", "milliseconds since the epoch, or requestTime", "status");
    }

    /** The time of access logs, to the second; the one in milliseconds is better. */
    private static void startedAt(FieldReader in, CallDraft call) throws IOException {
        call.startedAt = call.startedAt == CallDraft.NONE ? in.time() : call.startedAt;
    }

    private static void error(FieldReader in, CallDraft call) throws IOException {
        if (in.isObject()) {
            in.object("error.", ERROR, call);
        } else {
            ERROR_MESSAGE.read(in, call);
        }
    }

    /** The 32 digits of {@code 1-67891233-abcdef012345678912345678}. */
    private static @Nullable String traceId(@Nullable String id) {
        String root = id != null && id.startsWith("Root=") ? id.substring("Root=".length()) : id;
        return root != null && root.matches("1-[0-9a-f]{8}-[0-9a-f]{24}")
                ? root.substring(2, 10) + root.substring(11)
                : null;
    }
}
