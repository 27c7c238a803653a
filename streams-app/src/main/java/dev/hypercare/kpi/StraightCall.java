package dev.hypercare.kpi;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Reads calls of today's schema, which are nearly all, field after field without looking at a plan: half the time of the general reader. Where anything
 * is not as usual it says so, and the general reader decides what it is. It fills in what that one would. Not thread-safe.
 */
final class StraightCall {
    /** The fields of the schema that it knows, in order, up to the last that is needed. */
    private static final List<String> KNOWN = List.of(
            "completedAt:LONG",
            "gateway:STRING",
            "api:STRING",
            "route:STRING",
            "method:STRING",
            "status:INT",
            "consumer:UNION[NULL,STRING]",
            "durationMicros:UNION[NULL,LONG]",
            "upstreamDurationMicros:UNION[NULL,LONG]",
            "firstTokenMicros:UNION[NULL,LONG]",
            "requestBytes:UNION[NULL,LONG]",
            "responseBytes:UNION[NULL,LONG]",
            "provider:UNION[NULL,STRING]",
            "model:UNION[NULL,STRING]",
            "tokensIn:UNION[NULL,LONG]",
            "tokensOut:UNION[NULL,LONG]",
            "tokensCached:UNION[NULL,LONG]",
            "tokensReasoning:UNION[NULL,LONG]",
            "costMicros:UNION[NULL,LONG]",
            "version:UNION[NULL,STRING]",
            "startedAt:UNION[NULL,LONG]",
            "upstreamStatus:UNION[NULL,INT]",
            "client:UNION[NULL,STRING]",
            "requestId:UNION[NULL,STRING]",
            "traceId:UNION[NULL,STRING]",
            "errorCode:UNION[NULL,STRING]",
            "errorMessage:UNION[NULL,STRING]");

    /** How Avro writes the numbers of the branches null and value. */
    private static final int NULL = 0;

    private static final int VALUE = 2;
    /** A varint of more bits may overflow. */
    private static final int MOST_BITS = 56;

    private final long[] values;
    private final int[] lengths;
    private int end;
    private int rowStart;
    private boolean unusual;

    /**
     * @param values takes numbers, and where texts start, by the fields of {@link CallReader}, and one more for what nobody asks for
     * @param lengths takes the length of texts, 0 for numbers, -1 for null
     */
    StraightCall(long[] values, int[] lengths) {
        this.values = values;
        this.lengths = lengths;
    }

    /** Whether records of this schema can be read. */
    static boolean knows(Schema writer) {
        return writer.getFields().size() >= KNOWN.size()
                && writer.getFields().stream()
                        .limit(KNOWN.size())
                        .map(field -> field.name() + ":" + type(field.schema()))
                        .toList()
                        .equals(KNOWN);
    }

    /** Reads a record. Returns false where something is not as usual: what was filled in means nothing then. */
    boolean read(byte[] from, int start, int until) {
        end = until;
        unusual = false;
        try {
            return fields(from, start) <= until && !unusual;
        } catch (ArrayIndexOutOfBoundsException cutOff) {
            return false;
        }
    }

    /** Where the first of the texts, the gateway, begins with its length. */
    int rowStart() {
        return rowStart;
    }

    /** Reads all fields; returns where they end. The position is handed on from field to field, so that it stays in a register. */
    private int fields(byte[] from, int start) {
        int at = number(from, start, CallReader.COMPLETED_AT);
        rowStart = at;
        at = text(from, at, CallReader.GATEWAY);
        at = text(from, at, CallReader.API);
        at = text(from, at, CallReader.ROUTE);
        at = text(from, at, CallReader.METHOD);
        at = number(from, at, CallReader.STATUS);
        if (values[CallReader.STATUS] != (int) values[CallReader.STATUS]) {
            unusual = true;
        }
        at = textOrNull(from, at, CallReader.CONSUMER);
        at = numberOrNull(from, at, CallReader.DURATION);
        at = numberOrNull(from, at, CallReader.UPSTREAM);
        at = numberOrNull(from, at, CallReader.FIRST_TOKEN);
        at = numberOrNull(from, at, CallReader.REQUEST_BYTES);
        at = numberOrNull(from, at, CallReader.RESPONSE_BYTES);
        at = textOrNull(from, at, CallReader.PROVIDER);
        at = textOrNull(from, at, CallReader.MODEL);
        at = numberOrNull(from, at, CallReader.TOKENS_IN);
        at = numberOrNull(from, at, CallReader.TOKENS_OUT);
        at = numberOrNull(from, at, CallReader.TOKENS_CACHED);
        at = numberOrNull(from, at, CallReader.TOKENS_REASONING);
        at = numberOrNull(from, at, CallReader.COST);
        at = textOrNull(from, at, CallReader.VERSION);
        at = numberOrNull(from, at, CallReader.UNASKED); // startedAt
        at = numberOrNull(from, at, CallReader.UNASKED); // upstreamStatus
        at = textOrNull(from, at, CallReader.CLIENT);
        at = textOrNull(from, at, CallReader.REQUEST_ID);
        at = textOrNull(from, at, CallReader.TRACE_ID);
        at = textOrNull(from, at, CallReader.ERROR_CODE);
        return textOrNull(from, at, CallReader.ERROR_MESSAGE);
    }

    private int numberOrNull(byte[] from, int at, int field) {
        int branch = from[at];
        if (branch == NULL) {
            lengths[field] = -1;
            return at + 1;
        }
        if (branch != VALUE) {
            unusual = true;
        }
        lengths[field] = 0;
        return number(from, at + 1, field);
    }

    private int textOrNull(byte[] from, int at, int field) {
        int branch = from[at];
        if (branch == NULL) {
            lengths[field] = -1;
            return at + 1;
        }
        if (branch != VALUE) {
            unusual = true;
        }
        return text(from, at + 1, field);
    }

    private int text(byte[] from, int start, int field) {
        int at = number(from, start, field);
        long length = values[field];
        if (length < 0 || length > end - at) {
            unusual = true;
            length = 0;
        }
        values[field] = at;
        lengths[field] = (int) length;
        return at + (int) length;
    }

    private int number(byte[] from, int start, int field) {
        int at = start;
        long b = from[at++];
        long value = b & 0x7F;
        for (int shift = 7; b < 0; shift += 7) {
            if (shift >= MOST_BITS) {
                unusual = true;
                break;
            }
            b = from[at++];
            value |= (b & 0x7F) << shift;
        }
        values[field] = (value >>> 1) ^ -(value & 1);
        return at;
    }

    private static String type(Schema schema) {
        return schema.isUnion()
                ? "UNION["
                        + String.join(
                                ",",
                                schema.getTypes().stream()
                                        .map(type -> type.getType().name())
                                        .toList())
                        + "]"
                : schema.getType().name();
    }
}
