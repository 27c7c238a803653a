package dev.hypercare.bench.sidebyside;

import dev.hypercare.testdata.simulate.SimulatedCall;
import java.util.Locale;

/** How a call ended, as a label of the metrics: few values, all of them there from the beginning, so that no first failure is lost. */
enum CallClass {
    OK,
    CLIENT_ERROR,
    UNAUTHORISED,
    SERVER_ERROR,
    /** No response, or the gateway says that there was none: 502, 503, 504. */
    UNREACHABLE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CallClass of(SimulatedCall call) {
        return switch (call.status()) {
            case 0, 502, 503, 504 -> UNREACHABLE;
            case 401, 403 -> UNAUTHORISED;
            default -> call.failed() ? SERVER_ERROR : call.clientError() ? CLIENT_ERROR : OK;
        };
    }
}
