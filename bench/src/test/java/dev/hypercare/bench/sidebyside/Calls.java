package dev.hypercare.bench.sidebyside;

import dev.hypercare.testdata.simulate.SimulatedCall;
import org.jspecify.annotations.Nullable;

/** Calls for tests. */
final class Calls {
    private Calls() {}

    /** A call to one route that took 40 ms. */
    static SimulatedCall ended(int status) {
        return call(status, "shop", null, null);
    }

    static SimulatedCall toModel(String model, @Nullable Long tokens) {
        return call(200, "shop", model, tokens);
    }

    static SimulatedCall ofApi(String api) {
        return call(200, api, null, null);
    }

    private static SimulatedCall call(int status, String api, @Nullable String model, @Nullable Long tokens) {
        return new SimulatedCall(
                10_500,
                10_000,
                9_960,
                "edge-1",
                api,
                "/v1/orders",
                "GET",
                status,
                "ann",
                "10.0.0.0",
                40_000,
                null,
                null,
                100,
                2_000,
                model == null ? null : "acme",
                model,
                tokens,
                tokens,
                null,
                "1",
                "r-1",
                "t-1",
                null,
                null);
    }
}
