package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records of JSON entries, as gateways send them themselves: an object, or an array of them, or several one after the other. A record
 * whose JSON breaks off is rejected as a whole, since nobody can tell what it held; an entry that is no call is rejected alone.
 */
final class JsonEntries {
    /** Ten times what any gateway puts in a batch. */
    static final int MAX_BATCH = 10_000;

    private JsonEntries() {}

    /** Reads one record and hands on its calls in order. */
    static void parse(byte[] record, JsonShape shape, Consumer<Parsed> to) {
        List<Parsed> entries = new ArrayList<>();
        Outcome<CallDraft> whole = StrictJson.problemOfText(record, 0, record.length);
        if (whole == null) {
            try (JsonParser parser = StrictJson.parser(record, 0, record.length)) {
                whole = entries(parser, shape, entries);
            } catch (IOException | RuntimeException e) {
                whole = StrictJson.rejection(e);
            }
        }
        if (whole != null) {
            to.accept(new Parsed(null, 0, record.length, whole));
        } else {
            entries.forEach(to);
        }
    }

    /** Reads all of a record; the result is why it is rejected as a whole, or null. */
    private static @Nullable Outcome<CallDraft> entries(JsonParser parser, JsonShape shape, List<Parsed> entries)
            throws IOException {
        boolean batch = false;
        boolean inArray = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY && !inArray) {
                inArray = true;
                batch = true;
            } else if (token == JsonToken.END_ARRAY) {
                inArray = false;
            } else if (entries.size() == MAX_BATCH) {
                return Outcome.rejected(
                        "too-large", null, "a batch that is too long (expected: at most " + MAX_BATCH + " entries)");
            } else {
                entries.add(entry(parser, shape, entries.size()));
            }
        }
        if (entries.isEmpty()) {
            return Outcome.rejected("empty", null, "nothing (expected: " + shape.what() + ", or an array of them)");
        }
        if (entries.size() == 1 && !batch) {
            Parsed only = entries.get(0);
            entries.set(0, new Parsed(null, only.from(), only.to(), only.outcome()));
        }
        return null;
    }

    private static Parsed entry(JsonParser parser, JsonShape shape, int index) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        Outcome<CallDraft> outcome;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            outcome = shape.read(new FieldReader(parser));
        } else {
            parser.skipChildren();
            parser.finishToken();
            outcome = Outcome.rejected(
                    "bad-value", null, "an entry that is no object (expected: an object with one call)");
        }
        return new Parsed(index, from, Math.toIntExact(parser.currentLocation().getByteOffset()), outcome);
    }
}
