package dev.hypercare.contract;

import java.util.List;

/**
 * A step of the flow: one folder with its wiring, its decisions and its config record. Stages meet in topics only, or, by ADR, in
 * a typed stream that {@code Pipeline} passes on.
 */
public interface Stage {
    /** The name of its folder, and the first word of its nodes and stores. */
    String name();

    /** The topics it reads. */
    List<Topic<?>> reads();

    /** Those of them that it reads in chunks, many records at once. */
    default List<Topic<?>> readsInChunks() {
        return List.of();
    }

    /** The topics it writes, {@code dead-letters} included. */
    List<Topic<?>> writes();
}
