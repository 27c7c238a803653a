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
    private byte[] bytes = {};
    private int at;
    private int end;
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
        bytes = from;
        at = start;
        end = until;
        unusual = false;
        try {
            fields();
        } catch (ArrayIndexOutOfBoundsException cutOff) {
            return false;
        }
        return !unusual && at <= end;
    }

    private void fields() {
        values[CallReader.COMPLETED_AT] = varint();
        text(CallReader.GATEWAY);
        text(CallReader.API);
        text(CallReader.ROUTE);
        text(CallReader.METHOD);
        long status = varint();
        values[CallReader.STATUS] = status;
        unusual |= status != (int) status;
        textOrNull(CallReader.CONSUMER);
        numberOrNull(CallReader.DURATION);
        numberOrNull(CallReader.UPSTREAM);
        numberOrNull(CallReader.FIRST_TOKEN);
        numberOrNull(CallReader.REQUEST_BYTES);
        numberOrNull(CallReader.RESPONSE_BYTES);
        textOrNull(CallReader.PROVIDER);
        textOrNull(CallReader.MODEL);
        numberOrNull(CallReader.TOKENS_IN);
        numberOrNull(CallReader.TOKENS_OUT);
        numberOrNull(CallReader.TOKENS_CACHED);
        numberOrNull(CallReader.TOKENS_REASONING);
        numberOrNull(CallReader.COST);
        textOrNull(CallReader.VERSION);
        numberOrNull(CallReader.UNASKED); // startedAt
        numberOrNull(CallReader.UNASKED); // upstreamStatus
        textOrNull(CallReader.CLIENT);
        textOrNull(CallReader.REQUEST_ID);
        textOrNull(CallReader.TRACE_ID);
        textOrNull(CallReader.ERROR_CODE);
        textOrNull(CallReader.ERROR_MESSAGE);
    }

    private void numberOrNull(int field) {
        int branch = bytes[at++];
        if (branch == NULL) {
            lengths[field] = -1;
        } else {
            unusual |= branch != VALUE;
            values[field] = varint();
            lengths[field] = 0;
        }
    }

    private void textOrNull(int field) {
        int branch = bytes[at++];
        if (branch == NULL) {
            lengths[field] = -1;
        } else {
            unusual |= branch != VALUE;
            text(field);
        }
    }

    private void text(int field) {
        long length = varint();
        if (length < 0 || length > end - at) {
            unusual = true;
            length = 0;
        }
        values[field] = at;
        lengths[field] = (int) length;
        at += (int) length;
    }

    private long varint() {
        byte[] from = bytes;
        int position = at;
        long b = from[position++];
        long value = b & 0x7F;
        for (int shift = 7; b < 0; shift += 7) {
            if (shift >= MOST_BITS) {
                unusual = true;
                break;
            }
            b = from[position++];
            value |= (b & 0x7F) << shift;
        }
        at = position;
        return (value >>> 1) ^ -(value & 1);
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
