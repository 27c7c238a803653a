package dev.hypercare.normalise.format;

import java.io.IOException;

/** The headers of HTTP that tell something of a call, in any case, as texts or arrays. */
final class HttpHeaders {
    static final FieldTable OF_REQUEST = new FieldTable()
            .inAnyCase()
            .on("host", (in, call) -> call.host = in.text(CallLimits.HOST, call.host))
            .on("traceparent", (in, call) -> call.traceparent = in.text(CallLimits.ID, call.traceparent))
            .on("x-forwarded-for", (in, call) -> call.forwardedFor = in.text(CallLimits.HOST))
            .on("x-request-id", HttpHeaders::requestId);
    static final FieldTable OF_RESPONSE = new FieldTable().inAnyCase().on("x-request-id", HttpHeaders::requestId);

    private HttpHeaders() {}

    /** An id that was logged as such is better than one of a header. */
    static void requestId(FieldReader in, CallDraft call) throws IOException {
        String id = in.text(CallLimits.ID);
        call.requestId = call.requestId == null ? id : call.requestId;
    }
}
