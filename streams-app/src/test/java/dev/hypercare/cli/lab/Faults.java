package dev.hypercare.cli.lab;

import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedFault;
import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels and alerts for tests. */
final class Faults {
    static final long WINDOW_MILLIS = 10_000;

    private Faults() {}

    static SimulatedFault onRoute(String api, String route, long from, long to) {
        return fault("route-errors", SimulatedFaultKind.ROUTE_ERRORS, api, route, null, from, to, from + 1_000);
    }

    static SimulatedFault onGateway(String gateway, long from, long to) {
        return fault("gateway-silent", SimulatedFaultKind.GATEWAY_SILENT, null, null, gateway, from, to, from + 500);
    }

    static SimulatedFault undecidable(String api, long from, long to) {
        return fault("latency-drift", SimulatedFaultKind.LATENCY_DRIFT, api, null, null, from, to, null);
    }

    private static SimulatedFault fault(
            String id,
            SimulatedFaultKind kind,
            @Nullable String api,
            @Nullable String route,
            @Nullable String gateway,
            long from,
            long to,
            @Nullable Long decidableAt) {
        return new SimulatedFault(
                id,
                kind,
                api,
                route,
                null,
                null,
                null,
                gateway,
                null,
                from,
                to,
                decidableAt,
                decidableAt,
                "as a test wants it");
    }

    static FiredAlert alert(Map<String, String> labels, long at) {
        return new FiredAlert("some-rule", "P2", labels, WINDOW_MILLIS, at, null, "something is wrong");
    }
}
