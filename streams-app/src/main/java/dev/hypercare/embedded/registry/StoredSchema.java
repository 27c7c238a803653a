package dev.hypercare.embedded.registry;

/**
 * A version of a subject.
 *
 * @param version from 1 within the subject
 * @param id the same for the same schema under any subject
 * @param schema canonical text
 * @param deleted whether it was deleted, which hides it but keeps it for the records that were written with it
 */
record StoredSchema(String subject, int version, int id, String schema, boolean deleted) {

    StoredSchema withDeleted(boolean now) {
        return new StoredSchema(subject, version, id, schema, now);
    }
}
