package dev.hypercare.contract.measure;

import java.util.List;

/**
 * How many calls each gateway sent through each partition of {@code calls}, second by second: what tells that a gateway or a partition
 * has fallen silent from a series that has. It comes with every closed slice, in every task, as series of a view of its own that no
 * KPIs are kept for; only calls are counted.
 */
public final class Telemetry {
    /** Label with the number of the partition of {@code calls}. */
    public static final String SOURCE = "source";

    public static final String GATEWAY = "gateway";

    /** The view of its series. */
    public static final String VIEW = SOURCE + "," + GATEWAY;

    private Telemetry() {}

    /** The series of one gateway in one partition of {@code calls}. */
    public static Series of(int source, String gateway) {
        return Series.of(List.of(SOURCE, GATEWAY), List.of(Integer.toString(source), gateway));
    }
}
