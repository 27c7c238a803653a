package dev.hypercare.bench.data;

import java.util.List;
import org.apache.avro.Schema;

/**
 * Writes calls as Avro in the Confluent wire format, field by field in the order of the schema: about ten times as fast as Avro's own
 * writer. A field that it has nothing for is null.
 */
final class AvroCallWriter implements CallWriter {
    static final String GATEWAY = "apigw-eu-west-1-prod-7f9c8d6b5-x";
    static final String CONSUMER = "consumer.retail.mobile-banking.org-";

    private final ByteSink out = new ByteSink();
    private final int schemaId;
    private final String[] fields;
    /** Number of the branch that holds a value; -1 where the field is no union. */
    private final int[] branches;

    private final byte[][] apis;
    private final byte[][] routes;
    private final byte[][] methods;
    private final byte[][] gateways = numbered(GATEWAY, CallStream.GATEWAYS);
    private final byte[][] consumers = numbered(CONSUMER, CallStream.CONSUMERS);
    private final byte[] version = ByteSink.ascii("2026.11.3+build.48213");
    private final byte[] provider = ByteSink.ascii("openai");
    private final byte[] model = ByteSink.ascii("gpt-4o-mini-2024");

    /** @param schema of {@code Call}, as registered under the id */
    AvroCallWriter(Schema schema, int schemaId, SeriesBook book) {
        this.schemaId = schemaId;
        List<Schema.Field> all = schema.getFields();
        fields = new String[all.size()];
        branches = new int[all.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = all.get(i).name();
            branches[i] = branch(all.get(i));
        }
        apis = new byte[book.size()][];
        routes = new byte[book.size()][];
        methods = new byte[book.size()][];
        for (int i = 0; i < book.size(); i++) {
            apis[i] = ByteSink.ascii(book.api(i));
            routes[i] = ByteSink.ascii(book.route(i));
            methods[i] = ByteSink.ascii(book.method(i));
        }
    }

    @Override
    public byte[] write(CallFacts call) {
        out.clear();
        out.put(0);
        out.bigEndian(schemaId);
        for (int i = 0; i < fields.length; i++) {
            field(fields[i], branches[i], call);
        }
        return out.copy();
    }

    private void field(String name, int branch, CallFacts call) {
        boolean failed = call.status >= 400;
        switch (name) {
            case "completedAt" -> number(branch, call.completedAt);
            case "gateway" -> text(branch, gateways[call.gateway]);
            case "api" -> text(branch, apis[call.series]);
            case "route" -> text(branch, routes[call.series]);
            case "method" -> text(branch, methods[call.series]);
            case "status" -> number(branch, call.status);
            case "consumer" -> text(branch, consumers[call.consumer]);
            case "durationMicros" -> number(branch, call.durationMicros);
            case "upstreamDurationMicros" -> number(branch, call.upstreamMicros);
            case "firstTokenMicros" -> numberIf(call.ai, branch, call.upstreamMicros / 4);
            case "requestBytes" -> number(branch, call.requestBytes);
            case "responseBytes" -> number(branch, call.responseBytes);
            case "provider" -> textIf(call.ai, branch, provider);
            case "model" -> textIf(call.ai, branch, model);
            case "tokensIn" -> numberIf(call.ai && call.tokensIn >= 0, branch, call.tokensIn);
            case "tokensOut" -> numberIf(call.ai && call.tokensIn >= 0, branch, call.tokensOut);
            case "costMicros" -> numberIf(call.ai, branch, call.costMicros);
            case "version" -> text(branch, version);
            case "startedAt" -> number(branch, call.completedAt - call.durationMicros / 1000);
            case "upstreamStatus" -> number(branch, call.status);
            case "client" -> client(branch, call.client);
            case "requestId" -> requestId(branch, call);
            case "traceId" -> traceId(branch, call);
            case "errorCode" -> textIf(failed, branch, ErrorTexts.code(call.status));
            case "errorMessage" -> {
                if (failed) {
                    message(branch, call);
                } else {
                    none(name, branch);
                }
            }
            default -> none(name, branch);
        }
    }

    private void number(int branch, long value) {
        choose(branch);
        out.varint(value);
    }

    private void numberIf(boolean told, int branch, long value) {
        if (told) {
            number(branch, value);
        } else {
            none("", branch);
        }
    }

    private void text(int branch, byte[] value) {
        choose(branch);
        out.varint(value.length);
        out.put(value);
    }

    private void textIf(boolean told, int branch, byte[] value) {
        if (told) {
            text(branch, value);
        } else {
            none("", branch);
        }
    }

    private void client(int branch, int client) {
        choose(branch);
        out.varint(64);
        out.hex(client * 0x9E3779B97F4A7C15L);
        out.hex(client * 0xC2B2AE3D27D4EB4FL);
        out.hex(client * 0x165667B19E3779F9L);
        out.hex(client * 0x27D4EB2F165667C5L);
    }

    private void requestId(int branch, CallFacts call) {
        choose(branch);
        out.varint(36);
        out.uuid(call.requestIdHigh, call.requestIdLow);
    }

    private void traceId(int branch, CallFacts call) {
        choose(branch);
        out.varint(32);
        out.hex(call.traceIdHigh);
        out.hex(call.traceIdLow);
    }

    private void message(int branch, CallFacts call) {
        byte[] text = ErrorTexts.message(call.status);
        choose(branch);
        out.varint(text.length + 6);
        out.put(text);
        out.decimal(100_000 + call.id % 900_000);
    }

    private void choose(int branch) {
        if (branch >= 0) {
            out.varint(branch);
        }
    }

    private void none(String name, int branch) {
        if (branch < 0) {
            throw new IllegalStateException(
                    "the schema of Call has a field " + name + " that may not be null: teach AvroCallWriter about it");
        }
        out.varint(1 - branch);
    }

    private static int branch(Schema.Field field) {
        if (field.schema().getType() != Schema.Type.UNION) {
            return -1;
        }
        List<Schema> types = field.schema().getTypes();
        if (types.size() != 2 || !field.schema().isNullable()) {
            throw new IllegalStateException("the schema of Call has a union " + field.name()
                    + " that is not null and one more: teach AvroCallWriter about it");
        }
        return types.get(0).getType() == Schema.Type.NULL ? 1 : 0;
    }

    static byte[][] numbered(String name, int count) {
        byte[][] all = new byte[count][];
        for (int i = 0; i < count; i++) {
            all[i] = ByteSink.ascii(name + i);
        }
        return all;
    }
}
