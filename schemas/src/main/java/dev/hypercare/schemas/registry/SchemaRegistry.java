package dev.hypercare.schemas.registry;

import org.apache.avro.Schema;

/** What the serdes need of a schema registry. Implementations are thread-safe and remember what they were told. */
public interface SchemaRegistry {

    /**
     * Registers a schema under a subject, or finds it there.
     *
     * @return its id. Error: {@link RegistryException} where it is refused or the registry cannot be reached
     */
    int register(String subject, Schema schema);

    /** The id of a schema that is registered under a subject. Error: {@link RegistryException} where it is not. */
    int idOf(String subject, Schema schema);

    /** The schema of an id. Error: {@link RegistryException} where there is none. */
    Schema byId(int id);
}
