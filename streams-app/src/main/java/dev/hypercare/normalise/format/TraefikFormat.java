package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Access logs of Traefik as JSON, an object a line. Its durations are nanoseconds; what Traefik answered itself has no origin. */
public final class TraefikFormat implements Format {
    private static final FieldTable FIELDS = new FieldTable()
            .withCommonFields()
            .on("StartUTC", (in, call) -> call.startedAt = in.time(call.startedAt))
            .on(
                    "StartLocal",
                    (in, call) -> call.startedAt = call.startedAt == CallDraft.NONE ? in.time() : call.startedAt)
            .on("time", (in, call) -> call.completedAtText = in.text(CallLimits.WORD))
            .on("Duration", (in, call) -> call.durationMicros = in.nanos())
            .on("OriginDuration", (in, call) -> call.upstreamTotalMicros = in.nanos())
            .on("DownstreamStatus", (in, call) -> call.status = in.status())
            .on("OriginStatus", (in, call) -> call.upstreamStatus = in.status())
            .on("RequestContentSize", (in, call) -> call.requestBytes = in.count())
            .on("DownstreamContentSize", (in, call) -> call.responseBytes = in.count())
            .on("RequestMethod", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("RequestPath", (in, call) -> call.uri = in.text(CallLimits.URI))
            .on("RequestHost", (in, call) -> call.host = in.text(CallLimits.HOST))
            .on("ClientHost", (in, call) -> call.clientAddress = in.text(CallLimits.WORD, call.clientAddress))
            .on(
                    "ClientAddr",
                    (in, call) -> call.clientAddress =
                            call.clientAddress == null ? in.text(CallLimits.WORD) : call.clientAddress)
            .on("ClientUsername", (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER))
            .on("ServiceName", (in, call) -> call.serviceId = withoutProvider(in.text(CallLimits.API)))
            .on("RouterName", (in, call) -> call.routeId = withoutProvider(in.text(CallLimits.API)))
            .onAny((in, call) -> call.traceId = in.text(CallLimits.WORD, call.traceId), "trace_id", "TraceId")
            .on("request_Traceparent", (in, call) -> call.traceparent = in.text(CallLimits.ID, call.traceparent))
            .on("request_X-Forwarded-For", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .onAny(HttpHeaders::requestId, "request_X-Request-Id", "downstream_X-Request-Id", "origin_X-Request-Id");

    private static final JsonLine LINE =
            new JsonLine(new JsonShape("a JSON object of Traefik's access log", FIELDS, TraefikFormat::complete));

    @Override
    public String name() {
        return "traefik";
    }

    @Override
    public String about() {
        return "Traefik access log as JSON";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        JsonLine.parse(record, LINE.shape(), LINE, to);
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        // Without an origin Traefik writes 0 for what there was none of.
        if (call.upstreamStatus <= 0) {
            call.upstreamStatus = CallDraft.NONE;
            call.upstreamTotalMicros = call.upstreamTotalMicros == 0 ? CallDraft.NONE : call.upstreamTotalMicros;
        }
        String time = call.completedAtText;
        if (call.startedAt == CallDraft.NONE && time != null) {
            long at = Times.read(time);
            if (at < FieldReader.EARLIEST || at > FieldReader.LATEST) {
                return FieldReader.problem("bad-value", "time", time, "a time such as 2026-11-21T10:00:00Z");
            }
            call.completedAt = at;
        }
        return call.completed("StartUTC", "a time such as 2026-11-21T10:00:00.123456789Z", "DownstreamStatus");
    }

    /** {@code shop} of {@code shop@kubernetes}. */
    private static @Nullable String withoutProvider(@Nullable String name) {
        int at = name == null ? -1 : name.lastIndexOf('@');
        return name == null || at <= 0 ? name : name.substring(0, at);
    }
}
