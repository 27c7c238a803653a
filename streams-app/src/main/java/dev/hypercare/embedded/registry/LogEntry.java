package dev.hypercare.embedded.registry;

import org.jspecify.annotations.Nullable;

/** A record of the registry's topic. The newest of each key counts, so that the topic can be compacted. */
sealed interface LogEntry {

    /** A version of a subject; no schema once it was deleted for good. */
    record Version(String subject, int version, @Nullable StoredSchema schema) implements LogEntry {}

    /** The compatibility level of a subject, or of all (null); no level once it was taken back. */
    record Level(@Nullable String subject, @Nullable CompatibilityLevel level) implements LogEntry {}

    /** The mode of a subject, or of all (null); no mode once it was taken back. */
    record Mode(@Nullable String subject, @Nullable RegistryMode mode) implements LogEntry {}

    /** The highest id that was ever given: when a schema was deleted for good, its id must not mean another one. */
    record HighestId(int id) implements LogEntry {}
}
