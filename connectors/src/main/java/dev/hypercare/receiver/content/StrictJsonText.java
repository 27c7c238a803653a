package dev.hypercare.receiver.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Says whether bytes are one JSON document in UTF-8, nested no deeper than {@value #DEEPEST}. */
public final class StrictJsonText {
    /** Levels of nesting. */
    public static final int DEEPEST = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private StrictJsonText() {}

    /** Null where it is one; what is wrong, and where, else. Never repeats what is in it. */
    public static @Nullable String problem(byte[] text) {
        if (text.length == 0) {
            return "it is empty";
        }
        // The parser would take UTF-16 and UTF-32 for what they are; nothing behind it would.
        if (text[0] == 0 || (text[0] & 0xff) >= 0xfe || (text.length > 1 && text[1] == 0)) {
            return "it is not UTF-8";
        }
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return "it is empty";
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null ? null : "something follows the document at " + place(parser);
        } catch (StreamConstraintsException e) {
            return "it is nested deeper than " + DEEPEST + " levels, or has a name or number that is too long";
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            return at == null ? "no JSON" : "no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a JSON string with its quotes. */
    static String decode(byte[] json, int from, int to) {
        try (JsonParser parser = JSON.createParser(json, from, to - from)) {
            String text = parser.nextTextValue();
            return text == null ? "" : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(JsonParser parser) {
        return "line " + parser.currentLocation().getLineNr();
    }
}
