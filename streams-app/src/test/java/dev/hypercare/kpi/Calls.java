package dev.hypercare.kpi;

import dev.hypercare.schemas.events.Call;
import java.time.Instant;

/** Readable calls for tests. */
final class Calls {
    private Calls() {}

    static Call call(String api, String route, int status, long completedAt, long durationMicros) {
        return call("edge-1", api, route, status, completedAt, durationMicros);
    }

    static Call call(String gateway, String api, String route, int status, long completedAt, long durationMicros) {
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(completedAt))
                .setGateway(gateway)
                .setApi(api)
                .setRoute(route)
                .setMethod("GET")
                .setStatus(status)
                .setDurationMicros(durationMicros)
                .build();
    }
}
