package dev.hypercare.normalise.format;

import dev.hypercare.contract.Outcome;
import dev.hypercare.normalise.route.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * What a log said of one call: cleaned, within bounds, not yet named, masked or guarded. Numbers that the gateway did not tell are
 * {@link #NONE}; the other fields are null then.
 */
public final class CallDraft {
    /** The gateway did not tell. */
    public static final long NONE = -1;

    /** Milliseconds since the epoch. */
    public long completedAt = NONE;
    /** Milliseconds since the epoch. */
    public long startedAt = NONE;

    public long status = NONE;
    public long upstreamStatus = NONE;
    public long durationMicros = NONE;
    public long upstreamDurationMicros = NONE;
    public long firstTokenMicros = NONE;
    public long requestBytes = NONE;
    public long responseBytes = NONE;
    public long tokensIn = NONE;
    public long tokensOut = NONE;
    public long tokensCached = NONE;
    public long tokensReasoning = NONE;
    public long costMicros = NONE;

    public @Nullable String gateway;
    /** Name of the host or server, where the log does not name the gateway. */
    public @Nullable String gatewayHost;

    public @Nullable String api;
    /** What else may name the API when the log does not: an id of a service or route in the gateway. */
    public @Nullable String fallbackApi;

    public @Nullable String host;
    /** Path with or without a query, or a whole URL. */
    public @Nullable String uri;

    public @Nullable String method;
    public @Nullable String consumer;
    public @Nullable String clientAddress;
    public @Nullable String forwardedFor;
    public @Nullable String provider;
    public @Nullable String model;
    public @Nullable String version;
    public @Nullable String requestId;
    public @Nullable String traceId;
    public @Nullable String traceparent;
    public @Nullable String errorCode;
    public @Nullable String errorMessage;

    // What a format reads before it can say what it means.
    long startNanos = NONE;
    long endNanos = NONE;
    long observedNanos = NONE;

    @Nullable
    String kind;

    @Nullable
    String spanStatus;

    @Nullable
    String operation;

    @Nullable
    String requestTarget;

    @Nullable
    String completedAtText;

    @Nullable
    String details;

    @Nullable
    String termination;

    @Nullable
    String requestLine;

    @Nullable
    String requestModel;

    @Nullable
    String url;

    @Nullable
    String remoteUser;

    @Nullable
    String serverName;

    @Nullable
    String serviceId;

    @Nullable
    String routeId;

    long upstreamHeaderMicros = NONE;
    long upstreamTotalMicros = NONE;

    /**
     * The call when all is read, with what follows from the rest; or why it is none.
     *
     * @param time the field that its time is read from
     * @param expected what is expected there
     * @param statusField the field that its status is read from
     */
    Outcome<CallDraft> completed(String time, String expected, String statusField) {
        if (startedAt == NONE && completedAt == NONE) {
            return FieldReader.problem("missing-field", time, "missing", expected);
        }
        if (status == NONE) {
            return FieldReader.problem("missing-field", statusField, "missing", "an HTTP status");
        }
        // Without a duration the start is all there is; a call never ends before it.
        completedAt = completedAt == NONE ? startedAt + Math.round(Math.max(0, durationMicros) / 1000.0) : completedAt;
        upstreamDurationMicros = upstreamDurationMicros == NONE ? upstreamTotalMicros : upstreamDurationMicros;
        model = model == null ? requestModel : model;
        consumer = consumer == null ? remoteUser : consumer;
        String id = serviceId == null ? routeId : serviceId;
        fallbackApi = fallbackApi == null ? id : fallbackApi;
        splitRequestLine();
        if (host == null && url != null) {
            host = RequestTarget.of(url).host();
        }
        uri = uri == null ? url : uri;
        return Outcome.ok(this);
    }

    /** {@code POST /v1/orders HTTP/1.1}, where the parts are not logged on their own. */
    private void splitRequestLine() {
        String line = requestLine;
        int end = line == null ? -1 : line.indexOf(' ');
        if (line == null || end < 0) {
            return;
        }
        int protocol = line.indexOf(" HTTP/", end);
        method = method == null ? line.substring(0, end) : method;
        // GET HTTP/1.1 has no target.
        if (uri == null && protocol != end) {
            uri = line.substring(end + 1, protocol < 0 ? line.length() : protocol);
        }
    }

    /**
     * Gateways write 0 and 0 for a usage they never saw; the measured zero does not exist. Call it when all is read.
     */
    public void forgetUsageThatIsMissing() {
        if (tokensIn <= 0 && tokensOut <= 0) {
            tokensIn = NONE;
            tokensOut = NONE;
            tokensCached = NONE;
            tokensReasoning = NONE;
        }
    }
}
