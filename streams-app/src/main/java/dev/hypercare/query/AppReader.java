package dev.hypercare.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells how the applications of this process are. */
public interface AppReader {

    /** Each application, in the order of the flow. */
    List<AppState> apps();

    /**
     * How one application is.
     *
     * @param name such as {@code kpi}
     * @param state as Kafka Streams names it: {@code RUNNING}, {@code REBALANCING}, {@code ERROR} ...
     * @param running whether it does its work now
     * @param lagRecords records that wait in its input topics; null when unknown
     */
    record AppState(
            String name,
            String state,
            boolean running,
            @Nullable Long lagRecords) {}
}
