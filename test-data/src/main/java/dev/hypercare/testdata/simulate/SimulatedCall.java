package dev.hypercare.testdata.simulate;

import org.jspecify.annotations.Nullable;

/**
 * What the log of a gateway tells of a call, and when it arrived. Times are epoch milliseconds.
 *
 * @param arrivedAt when the log reached us: true time, which the gateway does not tell
 * @param completedAt by the gateway's clock
 * @param startedAt by the gateway's clock
 * @param route template
 * @param status 0 where there was no response
 * @param consumer null for an anonymous call
 * @param client masked address
 * @param upstreamMicros null where no upstream was asked
 * @param firstTokenMicros null where no token came
 * @param provider null where no AI model was called; so is {@code model}
 * @param tokensIn null where the usage is not told; so are {@code tokensOut} and {@code costMicros}
 * @param costMicros millionths of the currency unit
 * @param version of the API that served the call
 * @param errorCode null where the gateway saw none; so is {@code errorMessage}
 */
public record SimulatedCall(
        long arrivedAt,
        long completedAt,
        long startedAt,
        String gateway,
        String api,
        String route,
        String method,
        int status,
        @Nullable String consumer,
        String client,
        long durationMicros,
        @Nullable Long upstreamMicros,
        @Nullable Long firstTokenMicros,
        long requestBytes,
        long responseBytes,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable Long costMicros,
        String version,
        String requestId,
        String traceId,
        @Nullable String errorCode,
        @Nullable String errorMessage) {

    /** The same so much later, ms. */
    SimulatedCall movedBy(long millis) {
        if (millis == 0) {
            return this;
        }
        return new SimulatedCall(
                arrivedAt + millis,
                completedAt + millis,
                startedAt + millis,
                gateway,
                api,
                route,
                method,
                status,
                consumer,
                client,
                durationMicros,
                upstreamMicros,
                firstTokenMicros,
                requestBytes,
                responseBytes,
                provider,
                model,
                tokensIn,
                tokensOut,
                costMicros,
                version,
                requestId,
                traceId,
                errorCode,
                errorMessage);
    }

    /** A 5xx or no response. */
    public boolean failed() {
        return status >= 500 || status == 0;
    }

    /** A 4xx. */
    public boolean clientError() {
        return status >= 400 && status < 500;
    }
}
