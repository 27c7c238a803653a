package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Access logs of APIPark, with the formatter that APIPark itself installs: flat JSON, numbers or texts, milliseconds. Bodies, headers and
 * authorization, which it may hold too, are never read.
 */
public final class ApiparkFormat implements Format {
    private static final FieldTable ENTRY = new FieldTable()
            .withCommonFields()
            .on("msec", (in, call) -> call.startedAt = in.epochMillis(call.startedAt))
            .on("time_iso8601", ApiparkFormat::startedAt)
            .on("request_time", (in, call) -> call.durationMicros = in.millis())
            .on("status", (in, call) -> call.status = in.status())
            .on("proxy_status", (in, call) -> call.upstreamStatus = in.lastStatus())
            .on("request_method", (in, call) -> call.method = in.text(CallLimits.METHOD))
            .on("request_uri", (in, call) -> call.url = in.text(CallLimits.URI))
            .on("request_host", (in, call) -> call.host = in.text(CallLimits.HOST))
            .on("service", (in, call) -> call.serviceId = in.text(CallLimits.API))
            .on("api", (in, call) -> call.routeId = in.text(CallLimits.API))
            .on("application", (in, call) -> call.remoteUser = in.text(CallLimits.CONSUMER))
            .on("src_ip", (in, call) -> call.clientAddress = in.text(CallLimits.WORD, call.clientAddress))
            .on("remote_addr", ApiparkFormat::peer)
            .on("node", (in, call) -> call.gatewayHost = in.text(CallLimits.GATEWAY))
            .on("ai_model_input_token", (in, call) -> call.tokensIn = in.count())
            .on("ai_model_output_token", (in, call) -> call.tokensOut = in.count());
    private static final JsonShape SHAPE = new JsonShape("an entry of APIPark", ENTRY, ApiparkFormat::complete);

    @Override
    public String name() {
        return "apipark";
    }

    @Override
    public String about() {
        return "APIPark access log with its own formatter, AI included";
    }

    @Override
    public void parse(byte[] record, Consumer<Parsed> to) {
        JsonEntries.parse(record, SHAPE, to);
    }

    private static Outcome<CallDraft> complete(CallDraft call) {
        return call.completed("msec", "milliseconds since the epoch, or time_iso8601", "status");
    }

    private static void startedAt(FieldReader in, CallDraft call) throws IOException {
        call.startedAt = call.startedAt == CallDraft.NONE ? in.time() : call.startedAt;
    }

    private static void peer(FieldReader in, CallDraft call) throws IOException {
        String address = in.text(CallLimits.WORD);
        call.clientAddress = call.clientAddress == null ? address : call.clientAddress;
    }
}
