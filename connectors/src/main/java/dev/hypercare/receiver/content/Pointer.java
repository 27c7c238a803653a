package dev.hypercare.receiver.content;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds a value in a JSON document by an RFC 6901 pointer, such as {@code /issue/key}. */
public final class Pointer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonPointer pointer;

    /** Error: {@link IllegalArgumentException} where it is no pointer. */
    public Pointer(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a pointer begins with /");
        }
        pointer = JsonPointer.compile(text);
    }

    /** The text of the string, number or truth value there; null where there is none. */
    public @Nullable String in(byte[] json) {
        try {
            JsonNode node = JSON.readTree(json).at(pointer);
            return node.isValueNode() && !node.isNull() && !node.asText().isEmpty() ? node.asText() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
