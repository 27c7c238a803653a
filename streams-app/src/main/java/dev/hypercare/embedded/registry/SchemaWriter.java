package dev.hypercare.embedded.registry;

import dev.hypercare.embedded.registry.SchemaChanges.Change;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Makes changes one at a time: each is decided on what all changes before it have left, and answered once it is in the log. */
final class SchemaWriter {
    private final SchemaChanges changes;
    private final Consumer<List<LogEntry>> log;

    /** @param log writes entries and returns when the store has them */
    SchemaWriter(SchemaStore store, Consumer<List<LogEntry>> log) {
        this.changes = new SchemaChanges(store);
        this.log = log;
    }

    /** Error: {@link Refusal}. */
    synchronized <T> T change(Function<SchemaChanges, Change<T>> decision) {
        Change<T> change = decision.apply(changes);
        log.accept(change.entries());
        return change.answer();
    }
}
