package dev.hypercare.layout;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.schemas.events.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record for {@code calls} as a fixture keeps it, one JSON object a line: a tick, or a call in words that do not change with the
 * schemas of the product.
 *
 * @param partition of {@code calls}
 * @param tick its instant, milliseconds; null for a call
 * @param late whether its slice is closed for its partition when it comes
 * @param completedAt milliseconds
 */
record FedRecord(
        int partition,
        @Nullable Long tick,
        @Nullable Boolean late,
        long completedAt,
        @Nullable String gateway,
        @Nullable String api,
        @Nullable String route,
        @Nullable String method,
        int status,
        @Nullable String consumer,
        @Nullable Long durationMicros,
        @Nullable Long upstreamMicros,
        @Nullable Long requestBytes,
        @Nullable Long responseBytes,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable Long costMicros) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static FedRecord tick(int partition, long at) {
        return new FedRecord(
                partition, at, null, at, null, null, null, null, 0, null, null, null, null, null, null, null, null,
                null, null);
    }

    static FedRecord fromLine(String line) {
        try {
            return JSON.readValue(line, FedRecord.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String toLine() {
        try {
            return JSON.writeValueAsString(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call without its time of arrival, which a generator keeps in the tick. */
    FedRecord arrived() {
        return new FedRecord(
                partition,
                null,
                late,
                completedAt,
                gateway,
                api,
                route,
                method,
                status,
                consumer,
                durationMicros,
                upstreamMicros,
                requestBytes,
                responseBytes,
                provider,
                model,
                tokensIn,
                tokensOut,
                costMicros);
    }

    boolean isCall() {
        return tick == null;
    }

    boolean isLate() {
        return Boolean.TRUE.equals(late);
    }

    /** As the product reads it. */
    Call toCall() {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(completedAt))
                .setGateway(gateway)
                .setApi(api)
                .setRoute(route)
                .setMethod(method)
                .setStatus(status)
                .setConsumer(consumer)
                .setDurationMicros(durationMicros)
                .setUpstreamDurationMicros(upstreamMicros)
                .setRequestBytes(requestBytes)
                .setResponseBytes(responseBytes)
                .setProvider(provider)
                .setModel(model)
                .setTokensIn(tokensIn)
                .setTokensOut(tokensOut)
                .setCostMicros(costMicros)
                .build();
    }
}
