package dev.hypercare.streams;

import dev.hypercare.contract.Topic;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.registry.RegistryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Makes sure, before anything runs, that the registry answers and knows the schemas of what we write. */
public final class SchemaCheck {
    private SchemaCheck() {}

    /**
     * Registers the schemas of the topics, or finds them where registering is not allowed.
     *
     * @param where the registry as people know it, for messages
     * @param written topics that the applications write
     */
    public static void run(Wiring wiring, String where, Collection<Topic<?>> written) {
        List<String> problems = new ArrayList<>();
        for (Topic<?> topic : written) {
            if (topic.value() == null) {
                continue;
            }
            String subject = wiring.name(topic) + "-value";
            Schema schema = SpecificData.get().getSchema(topic.valueType());
            try {
                if (wiring.autoRegister()) {
                    wiring.registry().register(subject, schema);
                } else {
                    wiring.registry().idOf(subject, schema);
                }
            } catch (RegistryException e) {
                if (e.status() != 404 && e.status() != 409 && e.status() != 422) {
                    throw unreachable(where, e);
                }
                problems.add(subject + ": " + e.getMessage() + " (expected: version of " + schema.getFullName()
                        + " of this release)");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(
                    "the schema registry at " + where + " does not hold our schemas",
                    problems,
                    "Register them (schemas/src/main/avro) or set registry.auto-register: true.");
        }
    }

    private static InvalidInput unreachable(String where, RegistryException e) {
        return new InvalidInput(
                "the schema registry at " + where + " cannot be used: " + e.getMessage(),
                "Check registry.url, its credentials, and that the registry runs.");
    }
}
