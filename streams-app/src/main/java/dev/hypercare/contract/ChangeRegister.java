package dev.hypercare.contract;

import dev.hypercare.schemas.events.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deployments and other changes that an instance knows of, for those who show and add some. Adding one is a record of the topic
 * {@code changes}, which every instance reads. Times are event time, milliseconds since the epoch. Any thread may ask.
 */
public interface ChangeRegister {
    /** The newest record of each change, in any order. */
    List<Change> changes();

    /** The newest record of a change; null for an id that is not known. */
    @Nullable
    Change change(String id);

    /** The first instant from which rules may know of what is told now: every instance has read it by then. */
    long earliest(long now);

    /** Whether this instance has read this record, or a newer one of its id. */
    boolean has(Change change);
}
