package dev.hypercare.schemas.registry;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** A registry without a server, for topology tests: ids count up from 1, no compatibility rules. */
public final class InMemoryRegistry implements SchemaRegistry {
    private final Map<Schema, Integer> ids = new HashMap<>();
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<String, Set<Schema>> subjects = new HashMap<>();

    @Override
    public synchronized int register(String subject, Schema given) {
        Schema schema = PortableSchema.of(given);
        subjects.computeIfAbsent(subject, name -> new LinkedHashSet<>()).add(schema);
        int id = ids.computeIfAbsent(schema, unseen -> ids.size() + 1);
        schemas.put(id, schema);
        return id;
    }

    @Override
    public synchronized int idOf(String subject, Schema given) {
        Schema schema = PortableSchema.of(given);
        Integer id = subjects.getOrDefault(subject, Set.of()).contains(schema) ? ids.get(schema) : null;
        if (id == null) {
            throw new RegistryException(
                    "schema " + schema.getFullName() + " is not registered under " + subject, 404, 40403);
        }
        return id;
    }

    @Override
    public synchronized Schema byId(int id) {
        Schema schema = schemas.get(id);
        if (schema == null) {
            throw new RegistryException("no schema with id " + id, 404, 40403);
        }
        return schema;
    }
}
