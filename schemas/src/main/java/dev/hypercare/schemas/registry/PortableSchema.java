package dev.hypercare.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Schemas as every language sees them. Generated classes carry the hint {@code avro.java.string}; a registry must not hold it, or the
 * same schema would get one id from a Java program and another from the {@code .avsc} file.
 */
public final class PortableSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PortableSchema() {}

    /** The schema without hints for Java. */
    public static Schema of(Schema schema) {
        String text = schema.toString();
        if (!text.contains(GenericData.STRING_PROP)) {
            return schema;
        }
        try {
            JsonNode tree = JSON.readTree(text);
            strip(tree);
            return parser().parse(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    /** A parser that takes what a registry holds, whatever today's rules for names and defaults say. */
    static Schema.Parser parser() {
        return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
            for (Iterator<Map.Entry<String, JsonNode>> fields =
                            object.properties().iterator();
                    fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (!field.getKey().equals("default")) {
                    strip(field.getValue());
                }
            }
        } else {
            node.forEach(PortableSchema::strip);
        }
    }
}
