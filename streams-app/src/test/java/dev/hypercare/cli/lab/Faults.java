package dev.hypercare.cli.lab;

import dev.hypercare.testdata.FiredAlert;
import dev.hypercare.testdata.simulate.SimulatedFault;
import dev.hypercare.testdata.simulate.SimulatedFaultKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels and alerts for tests. */
final class Faults {
    static final long WINDOW_MILLIS = 10_000;
    /** From when a fault is decidable to when it is plain. */
    static final long PLAIN_MILLIS = 700;

    private Faults() {}

    static SimulatedFault onRoute(String api, String route, long from, long to) {
        return fault(SimulatedFaultKind.ROUTE_ERRORS, api, route, null, List.of(), null, from, to, from + 1_000);
    }

    static SimulatedFault onGateway(String gateway, long from, long to) {
        return fault(SimulatedFaultKind.GATEWAY_SILENT, null, null, null, List.of(), gateway, from, to, from + 500);
    }

    static SimulatedFault ofConsumer(String api, String consumer, List<String> clients, long from, long to) {
        return fault(SimulatedFaultKind.UNAUTHORISED_BURST, api, null, consumer, clients, null, from, to, from + 1_000);
    }

    static SimulatedFault undecidable(String api, long from, long to) {
        return fault(SimulatedFaultKind.LATENCY_DRIFT, api, null, null, List.of(), null, from, to, null);
    }

    private static SimulatedFault fault(
            SimulatedFaultKind kind,
            @Nullable String api,
            @Nullable String route,
            @Nullable String consumer,
            List<String> clients,
            @Nullable String gateway,
            long from,
            long to,
            @Nullable Long decidableAt) {
        return new SimulatedFault(
                kind.id(),
                kind,
                api,
                route,
                consumer,
                null,
                clients,
                null,
                gateway,
                null,
                from,
                to,
                decidableAt,
                decidableAt == null ? null : (Long) (decidableAt + PLAIN_MILLIS),
                "as a test wants it");
    }

    static FiredAlert alert(Map<String, String> labels, long at) {
        return new FiredAlert("some-rule", "P2", labels, WINDOW_MILLIS, at, null, "something is wrong");
    }
}
