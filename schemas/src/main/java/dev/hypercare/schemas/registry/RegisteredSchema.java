package dev.hypercare.schemas.registry;

import org.apache.avro.Schema;

/**
 * A version of a subject.
 *
 * @param version counts up from 1 within the subject
 * @param id unique in the registry
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
