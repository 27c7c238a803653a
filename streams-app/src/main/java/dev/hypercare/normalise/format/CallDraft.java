package dev.hypercare.normalise.format;

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
    @Nullable
    String completedAtText;

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
