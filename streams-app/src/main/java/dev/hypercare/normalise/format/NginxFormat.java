package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * NGINX access logs written with {@code escape=json}: one object of variables a line, numbers as texts or numbers, one or more lines a
 * record.
 */
public final class NginxFormat implements Format {
    /** NGINX's variables by name. */
    static final FieldTable VARIABLES = new FieldTable()
            .withCommonFields()
            .on("msec", (in, call) -> call.completedAt = in.epochSeconds())
            .on("time_iso8601", (in, call) -> call.completedAtText = in.text(CallLimits.WORD))
            .on("status", (in, call) -> call.status = in.status())
            .on("request_time", (in, call) -> call.durationMicros = in.seconds())
            .on("upstream_response_time", (in, call) -> call.upstreamDurationMicros = in.sumOfSeconds())
            .on("upstream_header_time", (in, call) -> call.upstreamHeaderMicros = in.sumOfSeconds())
            .on("request_length", (in, call) -> call.requestBytes = in.count())
            .on("bytes_sent", (in, call) -> call.responseBytes = in.count())
            .on("request", (in, call) -> call.requestLine = in.text(CallLimits.URI))
            .on("request_method", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("request_uri", (in, call) -> call.uri = in.text(CallLimits.URI))
            .on("http_host", (in, call) -> call.host = in.text(CallLimits.HOST, call.host))
            .on("host", (in, call) -> call.host = call.host == null ? in.text(CallLimits.HOST) : call.host)
            .on("hostname", (in, call) -> call.gatewayHost = in.text(CallLimits.GATEWAY))
            .on("server_name", (in, call) -> call.serverName = in.text(CallLimits.GATEWAY))
            .on("remote_user", (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER))
            .on("remote_addr", (in, call) -> call.clientAddress = in.text(CallLimits.WORD))
            .on("http_x_forwarded_for", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .on("x_forwarded_for", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .on("http_traceparent", (in, call) -> call.traceparent = in.text(CallLimits.ID));

    private static final JsonLine LINE =
            new JsonLine(new JsonShape("a JSON object of NGINX variables", VARIABLES, NginxFormat::complete));

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public String about() {
        return "NGINX access log as JSON";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        LogLine.each(record, LINE, to);
    }

    /** The call of variables that are read. */
    static Outcome<CallDraft> complete(CallDraft call) {
        Outcome<CallDraft> problem = call.completedAt == CallDraft.NONE ? completeTime(call) : null;
        if (problem != null) {
            return problem;
        }
        if (call.firstTokenMicros == CallDraft.NONE) {
            call.firstTokenMicros = call.upstreamHeaderMicros;
        }
        call.gatewayHost = call.gatewayHost != null || "_".equals(call.serverName) ? call.gatewayHost : call.serverName;
        return call.completed("msec", "seconds since the epoch such as 1763719200.123, or time_iso8601", "status");
    }

    private static @Nullable Outcome<CallDraft> completeTime(CallDraft call) {
        String text = call.completedAtText;
        if (text == null) {
            return null;
        }
        long time = Times.read(text);
        if (time < FieldReader.EARLIEST || time > FieldReader.LATEST) {
            return FieldReader.problem(
                    "bad-value",
                    "time_iso8601",
                    text,
                    "a time such as 2026-11-21T10:00:00+00:00, in a year from 2000 to 2099");
        }
        call.completedAt = time;
        return null;
    }
}
