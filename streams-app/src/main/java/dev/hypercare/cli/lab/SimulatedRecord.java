package dev.hypercare.cli.lab;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.testdata.simulate.SimulatedCall;
import java.time.Instant;

/** What the simulator makes, as the records that ingest would write. */
public final class SimulatedRecord {
    private SimulatedRecord() {}

    /** The record of a call. */
    public static Call call(SimulatedCall from) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(from.completedAt()))
                .setGateway(from.gateway())
                .setApi(from.api())
                .setRoute(from.route())
                .setMethod(from.method())
                .setStatus(from.status())
                .setConsumer(from.consumer())
                .setDurationMicros(from.durationMicros())
                .setUpstreamDurationMicros(from.upstreamMicros())
                .setFirstTokenMicros(from.firstTokenMicros())
                .setRequestBytes(from.requestBytes())
                .setResponseBytes(from.responseBytes())
                .setProvider(from.provider())
                .setModel(from.model())
                .setTokensIn(from.tokensIn())
                .setTokensOut(from.tokensOut())
                .setCostMicros(from.costMicros())
                .setVersion(from.version())
                .setStartedAt(Instant.ofEpochMilli(from.startedAt()))
                .setClient(from.client())
                .setRequestId(from.requestId())
                .setTraceId(from.traceId())
                .setErrorCode(from.errorCode())
                .setErrorMessage(from.errorMessage())
                .build();
    }
}
