package dev.hypercare.receiver.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a body is cut into records. Each record is the bytes as sent. */
public enum Batch {
    /** One JSON document, one record. */
    NONE,
    /** A JSON array, one record an element; a document that is no array is one record. */
    JSON_ARRAY,
    /** One JSON document a line; empty lines are nothing. */
    NDJSON,
    /** One record a line, of any text in UTF-8; empty lines are nothing. */
    LINES;

    /** The name in the configuration, such as {@code json-array}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of this name in the configuration. */
    public static Batch of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether each record is JSON. */
    public boolean isJson() {
        return this != LINES;
    }

    /**
     * The records of a body; none where it is an empty array or has only empty lines.
     *
     * @return error: {@link HttpRefusal} 400 where it is not what was agreed, 413 where it is too many or one is too large
     */
    public List<byte[]> split(byte[] sent, ContentLimits limits) throws HttpRefusal {
        byte[] body = withoutMark(sent);
        List<byte[]> records = switch (this) {
            case NONE -> List.of(checked(body, "The body"));
            case JSON_ARRAY -> elements(checked(body, "The body"));
            case NDJSON, LINES -> lines(body, limits.records());
        };
        if (records.size() > limits.records()) {
            throw new HttpRefusal(413, "More than " + limits.records() + " records in one request; send less at once.");
        }
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).length > limits.record()) {
                throw new HttpRefusal(
                        413,
                        "Record " + (i + 1) + " is more than " + limits.record() + " bytes; Kafka would refuse it.");
            }
        }
        return records;
    }

    private List<byte[]> lines(byte[] body, int most) throws HttpRefusal {
        List<byte[]> lines = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < body.length && lines.size() <= most; ) {
            int to = from;
            while (to < body.length && body[to] != '\n') {
                to++;
            }
            number++;
            byte[] line = Arrays.copyOfRange(body, from, to > from && body[to - 1] == '\r' ? to - 1 : to);
            if (!isBlank(line)) {
                lines.add(this == NDJSON ? checked(line, "Line " + number) : line);
            }
            from = to + 1;
        }
        return lines;
    }

    private static List<byte[]> elements(byte[] json) {
        JsonScan scan = new JsonScan(json);
        if (scan.next() != '[') {
            return List.of(json);
        }
        List<byte[]> elements = new ArrayList<>();
        for (char token = scan.next(); token != ']'; token = scan.next()) {
            if (token != ',') {
                scan.skip(token);
                elements.add(Arrays.copyOfRange(json, scan.from(), scan.to()));
            }
        }
        return elements;
    }

    private static byte[] checked(byte[] text, String what) throws HttpRefusal {
        String problem = StrictJsonText.problem(text);
        if (problem != null) {
            throw new HttpRefusal(400, what + " is not one JSON document: " + problem + ".");
        }
        return text;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Some senders put the byte order mark of UTF-8 first. */
    private static byte[] withoutMark(byte[] body) {
        byte[] mark = "\uFEFF".getBytes(StandardCharsets.UTF_8);
        return body.length >= 3 && Arrays.equals(body, 0, 3, mark, 0, 3)
                ? Arrays.copyOfRange(body, 3, body.length)
                : body;
    }
}
