package dev.hypercare.deliver.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A JSON document whose texts have fields in them. Fields are filled into a document that was parsed before, so no value can break out of
 * its text. A text that is one field and nothing else becomes the value of the field with its type, and where that has no value, the
 * place that it stands at is left out.
 */
final class JsonTemplate {
    private final JsonNode document;

    JsonTemplate(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with it; nothing where it can be filled in. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        find(document, problems);
        return problems;
    }

    /** The document with these fields. */
    JsonNode fill(JsonNode fields) {
        return filled(document, fields);
    }

    private static void find(JsonNode node, List<String> problems) {
        if (node.isTextual()) {
            problems.addAll(Placeholders.problems(node.textValue()));
        }
        node.forEach(inner -> find(inner, problems));
    }

    private static JsonNode filled(JsonNode node, JsonNode fields) {
        if (node instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            object.fields().forEachRemaining(entry -> {
                if (!isLeftOut(entry.getValue(), fields)) {
                    filled.set(entry.getKey(), filled(entry.getValue(), fields));
                }
            });
            return filled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(inner -> {
                if (!isLeftOut(inner, fields)) {
                    filled.add(filled(inner, fields));
                }
            });
            return filled;
        }
        if (!node.isTextual()) {
            return node;
        }
        JsonNode whole = Placeholders.whole(node.textValue(), fields);
        return whole.isMissingNode()
                ? TextNode.valueOf(Placeholders.fill(node.textValue(), fields, UnaryOperator.identity()))
                : whole;
    }

    private static boolean isLeftOut(JsonNode node, JsonNode fields) {
        return node.isTextual()
                && Placeholders.isOneField(node.textValue())
                && Placeholders.fill(node.textValue(), fields, UnaryOperator.identity())
                        .isEmpty();
    }
}
