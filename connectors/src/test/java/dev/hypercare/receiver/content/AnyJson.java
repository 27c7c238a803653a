package dev.hypercare.receiver.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** JSON documents of all kinds. */
final class AnyJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AnyJson() {}

    static Arbitrary<JsonNode> nodes() {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(List.of(
                texts().map(NODES::textNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode())));
        return Arbitraries.recursive(() -> leaves, AnyJson::around, 0, 3);
    }

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(12),
                        Arbitraries.strings().withChars("{}[]:,\"\\ \n@.%1/").ofMaxLength(12))
                .map(AnyJson::withoutHalves);
    }

    /** Half of a pair is no text that UTF-8 can carry. */
    private static String withoutHalves(String text) {
        return text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Arbitrary<JsonNode> around(Arbitrary<JsonNode> inner) {
        Arbitrary<JsonNode> arrays =
                inner.list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list));
        Arbitrary<JsonNode> objects = Arbitraries.maps(
                        Arbitraries.oneOf(texts(), Arbitraries.of("name", "value", "token", "key", "Set-Cookie")),
                        inner)
                .ofMaxSize(3)
                .map(map -> NODES.objectNode().setAll(map));
        return Arbitraries.oneOf(arrays, objects);
    }
}
