package dev.hypercare.normalise.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hypercare.contract.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through an OTLP request: resources, in them scopes, in them log records or spans. What a resource says holds for all in it, and may
 * stand behind them.
 */
final class OtlpRequest {
    private static final String EXPECTED = "an OTLP request with resourceLogs or resourceSpans";

    /** Reads one element of a list on which the parser stands. */
    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    /** A log record or span that waits for its resource. */
    private record Pending(int from, int to, boolean span, FieldReader in, CallDraft call) {}

    private final JsonParser parser;
    private final List<Parsed> entries;
    private final List<Pending> pending = new ArrayList<>();
    private CallDraft resource = new CallDraft();

    OtlpRequest(JsonParser parser, List<Parsed> entries) {
        this.parser = parser;
        this.entries = entries;
    }

    /** Reads all of a record; the result is why it is rejected as a whole, or null. */
    @Nullable
    Outcome<CallDraft> read() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                return Outcome.rejected("bad-value", null, "no object (expected: " + EXPECTED + ")");
            }
            request();
            if (entries.size() > JsonEntries.MAX_BATCH) {
                return Outcome.rejected(
                        "too-large",
                        null,
                        "too many log records or spans (expected: at most " + JsonEntries.MAX_BATCH + ")");
            }
        }
        return entries.isEmpty() ? Outcome.rejected("empty", null, "nothing (expected: " + EXPECTED + ")") : null;
    }

    private void request() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("resourceLogs") || name.equals("resourceSpans")) {
                each(this::resource);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void resource() throws IOException {
        resource = new CallDraft();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "resource" -> new FieldReader(parser).object("resource.", OtlpFields.RESOURCE, resource);
                case "scopeLogs", "instrumentationLibraryLogs" -> each(() -> scope("logRecords", "logs", false));
                case "scopeSpans", "instrumentationLibrarySpans" -> each(() -> scope("spans", "spans", true));
                default -> parser.skipChildren();
            }
        }
        for (Pending one : pending) {
            entries.add(new Parsed(entries.size(), one.from, one.to, outcome(one)));
        }
        pending.clear();
    }

    private void scope(String list, String formerList, boolean spans) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(list) || name.equals(formerList)) {
                each(() -> entry(spans));
            } else {
                parser.skipChildren();
            }
        }
    }

    private void entry(boolean span) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        FieldReader in = new FieldReader(parser);
        CallDraft call = new CallDraft();
        in.object("", span ? OtlpFields.SPAN : OtlpFields.LOG_RECORD, call);
        if (entries.size() + pending.size() <= JsonEntries.MAX_BATCH) {
            int to = Math.toIntExact(parser.currentLocation().getByteOffset());
            pending.add(new Pending(from, to, span, in, call));
        }
    }

    private Outcome<CallDraft> outcome(Pending one) {
        if (one.in.problem() != null) {
            return one.in.problem();
        }
        if (one.span && !OtlpFields.isCall(one.call)) {
            return Outcome.rejected(
                    Parsed.NO_CALL,
                    "kind",
                    "a span of kind " + one.call.kind + " (expected: server, or one to a model)");
        }
        CallDraft call = one.call;
        call.gatewayHost = call.gatewayHost == null ? resource.gatewayHost : call.gatewayHost;
        call.gatewayHost = call.gatewayHost == null ? resource.serverName : call.gatewayHost;
        call.gateway = call.gateway == null ? resource.gateway : call.gateway;
        call.version = call.version == null ? resource.version : call.version;
        return one.span ? OtlpFields.completeSpan(call) : OtlpFields.completeLogRecord(call);
    }

    /** Reads the objects of a list; skips whatever else stands there. */
    private void each(Element element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                element.read();
            } else {
                parser.skipChildren();
            }
        }
    }
}
