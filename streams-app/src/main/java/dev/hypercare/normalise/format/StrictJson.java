package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.hypercare.contract.Outcome;
import dev.hypercare.privacy.Masking;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON of strangers: strict UTF-8, bounded in depth and in the length of names, texts and numbers. Thread-safe. */
public final class StrictJson {
    static final int MAX_DEPTH = 32;
    static final int MAX_TEXT = 1_000_000;
    static final int MAX_NUMBER = 100;
    static final int MAX_NAME = 1_000;
    private static final int MAX_DETAIL = 200;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private StrictJson() {}

    /** A parser of {@code bytes[from, to)}; byte offsets it tells count from {@code from}. */
    public static JsonParser parser(byte[] bytes, int from, int to) throws IOException {
        return FACTORY.createParser(bytes, from, to - from);
    }

    /** Why these bytes cannot be text; null where they can. */
    public static Outcome.@Nullable Rejected<CallDraft> problemOfText(byte[] bytes, int from, int to) {
        if (Bytes.isAscii(bytes, from, to)) {
            return null;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return null;
        } catch (CharacterCodingException e) {
            return new Outcome.Rejected<>("invalid-utf8", null, "bytes that are no UTF-8 (expected: JSON in UTF-8)");
        }
    }

    /** What a failure of the parser says to people. */
    public static Outcome.Rejected<CallDraft> rejection(Exception e) {
        String reason = e instanceof StreamConstraintsException ? "too-large" : "malformed-json";
        String message =
                e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
        String place = "";
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            place = " at byte " + json.getLocation().getByteOffset();
        }
        String masked = Masking.text(message.replace('\n', ' '));
        return new Outcome.Rejected<>(
                reason, null, masked.substring(0, Math.min(masked.length(), MAX_DETAIL)) + place + " (expected: JSON)");
    }
}
