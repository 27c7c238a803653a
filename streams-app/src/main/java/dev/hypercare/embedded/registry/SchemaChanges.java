package dev.hypercare.embedded.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Decides what a request changes. Nothing happens here: the entries have to be written and applied, before anything else is decided. */
final class SchemaChanges {

    /** What to write, in order, and what to answer once it is written. */
    record Change<T>(List<LogEntry> entries, T answer) {}

    private final SchemaStore store;

    SchemaChanges(SchemaStore store) {
        this.store = store;
    }

    /** The answer is the id. Error: {@link Refusal} 42205, 409. */
    Change<Integer> register(String subject, Schema schema) {
        String canonical = SchemaText.canonical(schema);
        List<StoredSchema> versions = store.versions(subject, false);
        for (StoredSchema version : versions) {
            if (version.schema().equals(canonical)) {
                return new Change<>(List.of(), version.id());
            }
        }
        refuseWhenReadOnly(subject);
        CompatibilityLevel level = store.level(subject);
        List<String> objections = level.objections(schema, versions);
        if (!objections.isEmpty()) {
            throw new Refusal(
                    409,
                    409,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject + "\" ("
                            + level + "): " + String.join("; ", objections));
        }
        Integer known = store.idOf(canonical);
        int id = known == null ? store.highestId() + 1 : known;
        StoredSchema stored = new StoredSchema(subject, nextVersion(subject), id, canonical, false);
        return new Change<>(List.of(new LogEntry.Version(subject, stored.version(), stored)), id);
    }

    /** The answer is the version. Error: {@link Refusal} 40406, 40407, 42205. */
    Change<Integer> deleteVersion(StoredSchema version, boolean permanent) {
        refuseWhenReadOnly(version.subject());
        String name = "Subject '" + version.subject() + "' Version " + version.version();
        if (permanent && !version.deleted()) {
            throw new Refusal(404, 40407, name + " was not deleted first before being permanently deleted");
        }
        if (!permanent && version.deleted()) {
            throw new Refusal(404, 40406, name + " was soft deleted. Set permanent=true to delete permanently");
        }
        return new Change<>(deletions(List.of(version), permanent), version.version());
    }

    /** The answer is the versions. Error: {@link Refusal} 40401, 40404, 40405, 42205. */
    Change<List<Integer>> deleteSubject(String subject, boolean permanent) {
        refuseWhenReadOnly(subject);
        List<StoredSchema> all = store.versions(subject, true);
        List<StoredSchema> visible = store.versions(subject, false);
        if (all.isEmpty()) {
            throw Refusal.noSubject(subject);
        }
        if (permanent && !visible.isEmpty()) {
            throw new Refusal(
                    404, 40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
        }
        if (!permanent && visible.isEmpty()) {
            throw new Refusal(
                    404, 40404, "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
        }
        List<StoredSchema> gone = permanent ? all : visible;
        return new Change<>(
                deletions(gone, permanent),
                gone.stream().map(StoredSchema::version).toList());
    }

    /** Sets the level of a subject, or of all for null. Error: {@link Refusal} 42203. */
    Change<CompatibilityLevel> setLevel(@Nullable String subject, String name) {
        CompatibilityLevel level = CompatibilityLevel.of(name);
        return new Change<>(List.of(new LogEntry.Level(subject, level)), level);
    }

    /** Takes back the level of a subject, or sets that of all to the default; the answer is the level before. */
    Change<CompatibilityLevel> unsetLevel(@Nullable String subject) {
        CompatibilityLevel before = store.ownLevel(subject);
        if (before == null) {
            throw noLevel(String.valueOf(subject));
        }
        return new Change<>(List.of(new LogEntry.Level(subject, null)), before);
    }

    /** Sets the mode of a subject, or of all for null. Error: {@link Refusal} 42204. */
    Change<RegistryMode> setMode(@Nullable String subject, String name) {
        RegistryMode mode = RegistryMode.of(name);
        return new Change<>(List.of(new LogEntry.Mode(subject, mode)), mode);
    }

    /** Takes back the mode of a subject, or sets that of all to the default; the answer is the mode before. */
    Change<RegistryMode> unsetMode(@Nullable String subject) {
        RegistryMode before = store.ownMode(subject);
        if (before == null) {
            throw noMode(String.valueOf(subject));
        }
        return new Change<>(List.of(new LogEntry.Mode(subject, null)), before);
    }

    static Refusal noMode(String subject) {
        return new Refusal(404, 40409, "Subject '" + subject + "' does not have subject-level mode configured");
    }

    static Refusal noLevel(String subject) {
        return new Refusal(
                404, 40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    private List<LogEntry> deletions(List<StoredSchema> versions, boolean permanent) {
        List<LogEntry> entries = new ArrayList<>();
        if (permanent) {
            entries.add(new LogEntry.HighestId(store.highestId()));
        }
        for (StoredSchema version : versions) {
            entries.add(new LogEntry.Version(
                    version.subject(), version.version(), permanent ? null : version.withDeleted(true)));
        }
        return entries;
    }

    private int nextVersion(String subject) {
        List<StoredSchema> all = store.versions(subject, true);
        return all.isEmpty() ? 1 : all.get(all.size() - 1).version() + 1;
    }

    private void refuseWhenReadOnly(String subject) {
        if (store.mode(subject) == RegistryMode.READONLY) {
            throw new Refusal(422, 42205, "Subject " + subject + " is in read-only mode");
        }
    }
}
