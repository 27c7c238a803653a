package dev.hypercare.testdata.simulate;

import java.util.List;

/**
 * An API of the launch.
 *
 * @param callers its consumers
 * @param callerShares of the calls that are not anonymous
 * @param anonymousShare of calls without a consumer
 * @param retryShare how likely a client tries again after a failure
 * @param firstVersion what runs before any deployment
 */
record SimulatedApi(
        String name,
        List<Caller> callers,
        Weighted callerShares,
        double anonymousShare,
        double retryShare,
        String firstVersion) {
    SimulatedApi {
        callers = List.copyOf(callers);
    }

    /** Share of all calls that come from a consumer. */
    double shareOf(Caller caller) {
        return (1 - anonymousShare) * callerShares.share(callers.indexOf(caller));
    }
}
