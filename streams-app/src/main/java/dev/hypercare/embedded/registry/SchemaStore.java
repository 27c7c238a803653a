package dev.hypercare.embedded.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the registry knows, made by applying log entries in order. Questions only; {@link SchemaChanges} decides. Thread-safe. */
final class SchemaStore {
    private final NavigableMap<String, NavigableMap<Integer, StoredSchema>> subjects = new TreeMap<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private final Map<String, RegistryMode> modes = new HashMap<>();
    private CompatibilityLevel level = CompatibilityLevel.BACKWARD;
    private RegistryMode mode = RegistryMode.READWRITE;
    private int highestId;

    synchronized void apply(LogEntry entry) {
        if (entry instanceof LogEntry.Version version) {
            applyVersion(version);
        } else if (entry instanceof LogEntry.Level changed) {
            if (changed.subject() == null) {
                level = Objects.requireNonNullElse(changed.level(), CompatibilityLevel.BACKWARD);
            } else {
                set(levels, changed.subject(), changed.level());
            }
        } else if (entry instanceof LogEntry.Mode changed) {
            if (changed.subject() == null) {
                mode = Objects.requireNonNullElse(changed.mode(), RegistryMode.READWRITE);
            } else {
                set(modes, changed.subject(), changed.mode());
            }
        } else if (entry instanceof LogEntry.HighestId highest) {
            highestId = Math.max(highestId, highest.id());
        }
    }

    private void applyVersion(LogEntry.Version entry) {
        StoredSchema schema = entry.schema();
        NavigableMap<Integer, StoredSchema> versions =
                subjects.computeIfAbsent(entry.subject(), unseen -> new TreeMap<>());
        StoredSchema before = schema == null ? versions.remove(entry.version()) : versions.put(entry.version(), schema);
        if (schema != null) {
            highestId = Math.max(highestId, schema.id());
            texts.put(schema.id(), schema.schema());
            ids.put(schema.schema(), schema.id());
        } else if (before != null && versionsOf(before.id()).isEmpty()) {
            ids.remove(texts.remove(before.id()));
        }
        if (versions.isEmpty()) {
            subjects.remove(entry.subject());
        }
    }

    /** Subjects that have a version, ascending. */
    synchronized List<String> subjects(boolean withDeleted) {
        return subjects.keySet().stream()
                .filter(subject -> !versions(subject, withDeleted).isEmpty())
                .toList();
    }

    /** The versions of a subject, ascending; empty where there is none. */
    synchronized List<StoredSchema> versions(String subject, boolean withDeleted) {
        NavigableMap<Integer, StoredSchema> versions = subjects.get(subject);
        return versions == null
                ? List.of()
                : versions.values().stream()
                        .filter(version -> withDeleted || !version.deleted())
                        .toList();
    }

    /** The version of a subject, deleted or not; null where there is none. */
    synchronized @Nullable StoredSchema version(String subject, int version) {
        NavigableMap<Integer, StoredSchema> versions = subjects.get(subject);
        return versions == null ? null : versions.get(version);
    }

    /** The text of a schema, also when every version that has it is deleted; null for an unknown id. */
    synchronized @Nullable String text(int id) {
        return texts.get(id);
    }

    /** The id of a schema text; null where it was never stored. */
    synchronized @Nullable Integer idOf(String text) {
        return ids.get(text);
    }

    /** The highest id that was ever given; 0 for none. */
    synchronized int highestId() {
        return highestId;
    }

    /** Every version of every subject that has this id, deleted or not. */
    synchronized List<StoredSchema> versionsOf(int id) {
        List<StoredSchema> found = new ArrayList<>();
        subjects.values()
                .forEach(versions -> versions.values().stream()
                        .filter(version -> version.id() == id)
                        .forEach(found::add));
        return found;
    }

    /** The level of a subject itself, or of all for null; null where the subject has none. */
    synchronized @Nullable CompatibilityLevel ownLevel(@Nullable String subject) {
        return subject == null ? level : levels.get(subject);
    }

    /** The level that holds for a subject. */
    synchronized CompatibilityLevel level(String subject) {
        return levels.getOrDefault(subject, level);
    }

    /** The mode of a subject itself, or of all for null; null where the subject has none. */
    synchronized @Nullable RegistryMode ownMode(@Nullable String subject) {
        return subject == null ? mode : modes.get(subject);
    }

    /** The mode that holds for a subject. */
    synchronized RegistryMode mode(String subject) {
        return modes.getOrDefault(subject, mode);
    }

    private static <V> void set(Map<String, V> map, String subject, @Nullable V value) {
        if (value == null) {
            map.remove(subject);
        } else {
            map.put(subject, value);
        }
    }
}
