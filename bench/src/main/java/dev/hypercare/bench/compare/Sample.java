package dev.hypercare.bench.compare;

/**
 * One look at a run.
 *
 * @param nanos when, by the harness's clock
 * @param done share of the calls that is done, 0 to 1
 * @param cpuNanos CPU time of the variant's process so far
 * @param brokerNanos the same of the broker
 * @param machineNanos the same of all processes
 */
public record Sample(long nanos, double done, long cpuNanos, long brokerNanos, long machineNanos) {
    /** The sample at a share that lies between this one and a later one, by straight lines. */
    public Sample towards(Sample later, double share) {
        double part = (share - done) / (later.done - done);
        return new Sample(
                between(nanos, later.nanos, part),
                share,
                between(cpuNanos, later.cpuNanos, part),
                between(brokerNanos, later.brokerNanos, part),
                between(machineNanos, later.machineNanos, part));
    }

    private static long between(long from, long to, double part) {
        return from + Math.round((to - from) * part);
    }
}
