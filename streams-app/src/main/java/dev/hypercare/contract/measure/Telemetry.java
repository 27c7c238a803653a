package dev.hypercare.contract.measure;

import java.util.List;

/**
 * How many calls each gateway sent through each partition of {@code calls}, second by second: what tells that a gateway or a partition
 * has fallen silent from a series that has; and what came late, counted when it came, and what could not be used. It comes with every
 * closed slice, in every task, as series of a view of its own that no KPIs are kept for; only these numbers are counted.
 */
public final class Telemetry {
    /** Label with the number of the partition of {@code calls}. */
    public static final String SOURCE = "source";

    public static final String GATEWAY = "gateway";

    /** In the place of a gateway: records that could not be used, of whatever gateway. */
    public static final String DEAD_LETTERS = "{dead-letters}";

    /** In the place of a partition: all of them. */
    public static final String ALL = "all";

    /** The view of its series. */
    public static final String VIEW = SOURCE + "," + GATEWAY;

    private Telemetry() {}

    /** The series of one gateway through all partitions. */
    public static Series ofAll(String gateway) {
        return Series.of(List.of(SOURCE, GATEWAY), List.of(ALL, gateway));
    }

    /** Whether series with these labels are about what is taken in, and not about KPIs. */
    public static boolean isViewOf(List<String> labels) {
        return labels.equals(List.of(SOURCE)) || labels.equals(List.of(SOURCE, GATEWAY));
    }

    /** The series of one gateway in one partition of {@code calls}. */
    public static Series of(int source, String gateway) {
        return Series.of(List.of(SOURCE, GATEWAY), List.of(Integer.toString(source), gateway));
    }
}
