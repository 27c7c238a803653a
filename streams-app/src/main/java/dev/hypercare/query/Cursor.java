package dev.hypercare.query;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The place in a list after which the next page begins, as text that is handed back as it is. It names no number of things to leave out, so what
 * comes to the list meanwhile moves nothing to another page. It is no secret and grants nothing: whoever hands it back is told what they may see.
 */
final class Cursor {
    static final String NAME = "cursor";
    /** How long a page is, and in what form it comes, may differ from page to page. */
    private static final Set<String> NOT_THE_QUESTION = Set.of(NAME, "limit", "format");

    private static final byte LAYOUT = 1;
    private static final int CHECK_BYTES = 4;
    /** Longer than any of ours. */
    private static final int MOST_CHARACTERS = 8000;

    private Cursor() {}

    /** The place that a question begins after; null for the beginning. Error: {@link ApiProblem} for what is no cursor, or one of another question. */
    static @Nullable ListPlace read(Context request, Map<String, String> parameters) {
        String text = parameters.get(NAME);
        if (text == null) {
            return null;
        }
        ByteBuffer from = checked(text);
        if (from == null || from.get() != LAYOUT) {
            throw ApiProblem.parameter(
                    NAME, text, "what next had in the answer before, whole and as it was; leave it out to begin anew");
        }
        try {
            if (from.getInt() != hash(request.path(), parameters)) {
                throw ApiProblem.parameter(
                        NAME, text, "one of the same question: all other parameters but limit and format as they were");
            }
            List<String> parts = new ArrayList<>();
            while (from.hasRemaining()) {
                byte[] part = new byte[Math.min(from.remaining(), Math.max(0, from.getInt()))];
                from.get(part);
                parts.add(new String(part, StandardCharsets.UTF_8));
            }
            return new ListPlace(parts);
        } catch (BufferUnderflowException e) {
            throw ApiProblem.parameter(NAME, text, "what next had in the answer before");
        }
    }

    /** Tells where the next page begins, in the header {@code Link} of RFC 8288; returns the cursor. */
    static String tell(Context request, Map<String, String> parameters, ListPlace last) {
        String cursor = write(request.path(), parameters, last);
        Map<String, String> next = new TreeMap<>(parameters);
        next.put(NAME, cursor);
        String query = next.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        request.header("Link", "<" + request.path() + "?" + query + ">; rel=\"next\"");
        return cursor;
    }

    /** The place in a list that a question about it goes on after. */
    static String write(String path, Map<String, String> parameters, ListPlace place) {
        List<byte[]> parts = place.parts().stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        int length =
                parts.stream().mapToInt(part -> part.length + Integer.BYTES).sum();
        ByteBuffer to = ByteBuffer.allocate(1 + Integer.BYTES + length + CHECK_BYTES)
                .put(LAYOUT)
                .putInt(hash(path, parameters));
        parts.forEach(part -> to.putInt(part.length).put(part));
        to.putInt(crc(to.array(), to.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(to.array());
    }

    /** The bytes without those that prove them; null where they are damaged. */
    private static @Nullable ByteBuffer checked(String text) {
        try {
            byte[] bytes = text.length() > MOST_CHARACTERS
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
            int length = bytes.length - CHECK_BYTES;
            return length < 1 || ByteBuffer.wrap(bytes).getInt(length) != crc(bytes, length)
                    ? null
                    : ByteBuffer.wrap(bytes, 0, length);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int hash(String path, Map<String, String> parameters) {
        StringBuilder question = new StringBuilder(path);
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (!NOT_THE_QUESTION.contains(name)) {
                question.append('&').append(encoded(name)).append('=').append(encoded(value));
            }
        });
        byte[] bytes = question.toString().getBytes(StandardCharsets.UTF_8);
        return crc(bytes, bytes.length);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
