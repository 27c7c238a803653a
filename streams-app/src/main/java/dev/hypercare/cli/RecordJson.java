package dev.hypercare.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An Avro record as JSON, by the names of its schema. Instants are text, UTC; bytes are text where they are UTF-8, else
 * {@code base64:} and the bytes.
 */
final class RecordJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    static ObjectNode of(SpecificRecord value) {
        ObjectNode json = NODES.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            json.set(field.name(), node(value.get(field.pos())));
        }
        return json;
    }

    private static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof SpecificRecord record) {
            return of(record);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode json = NODES.objectNode();
            new TreeMap<>(map).forEach((key, element) -> json.set(String.valueOf(key), node(element)));
            return json;
        }
        if (value instanceof Iterable<?> list) {
            ArrayNode json = NODES.arrayNode();
            list.forEach(element -> json.add(node(element)));
            return json;
        }
        return scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Long n) {
            return NODES.numberNode(n);
        }
        if (value instanceof Integer n) {
            return NODES.numberNode(n);
        }
        if (value instanceof Double n) {
            return NODES.numberNode(n);
        }
        if (value instanceof Boolean b) {
            return NODES.booleanNode(b);
        }
        return NODES.textNode(value instanceof ByteBuffer bytes ? text(bytes) : value.toString());
    }

    /** Bytes as text, for people and JSON. */
    static String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return "base64:" + Base64.getEncoder().encodeToString(copy);
        }
    }
}
