package dev.hypercare.cli.lab;

import dev.hypercare.schemas.events.Call;
import dev.hypercare.testdata.simulate.SimulatedCall;
import java.time.Instant;

/** What the simulator makes, as the records that ingest would write. */
final class SimulatedRecord {
    private SimulatedRecord() {}

    static Call call(SimulatedCall from) {
        Call call = new Call();
        call.setCompletedAt(Instant.ofEpochMilli(from.completedAt()));
        call.setGateway(from.gateway());
        call.setApi(from.api());
        call.setRoute(from.route());
        call.setMethod(from.method());
        call.setStatus(from.status());
        call.setConsumer(from.consumer());
        call.setDurationMicros(from.durationMicros());
        call.setUpstreamDurationMicros(from.upstreamMicros());
        call.setFirstTokenMicros(from.firstTokenMicros());
        call.setRequestBytes(from.requestBytes());
        call.setResponseBytes(from.responseBytes());
        call.setProvider(from.provider());
        call.setModel(from.model());
        call.setTokensIn(from.tokensIn());
        call.setTokensOut(from.tokensOut());
        call.setCostMicros(from.costMicros());
        call.setVersion(from.version());
        call.setStartedAt(Instant.ofEpochMilli(from.startedAt()));
        call.setClient(from.client());
        call.setRequestId(from.requestId());
        call.setTraceId(from.traceId());
        call.setErrorCode(from.errorCode());
        call.setErrorMessage(from.errorMessage());
        return call;
    }
}
