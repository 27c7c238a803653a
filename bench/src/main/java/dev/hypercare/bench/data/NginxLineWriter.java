package dev.hypercare.bench.data;

/** Writes calls as NGINX does with {@code escape=json}: the variables that docs/reference/formats.md asks for. */
final class NginxLineWriter implements CallWriter {
    private static final String ID = "{id}";

    private final ByteSink out = new ByteSink();
    private final byte[][] gateways = AvroCallWriter.numbered(AvroCallWriter.GATEWAY, CallStream.GATEWAYS);
    private final byte[][] consumers = AvroCallWriter.numbered(AvroCallWriter.CONSUMER, CallStream.CONSUMERS);
    private final byte[][] methods;
    /** The path before and after its id; without an id the second is null. */
    private final byte[][] heads;

    private final byte[][] tails;

    NginxLineWriter(SeriesBook book) {
        methods = new byte[book.size()][];
        heads = new byte[book.size()][];
        tails = new byte[book.size()][];
        for (int i = 0; i < book.size(); i++) {
            String route = book.route(i);
            int id = route.indexOf(ID);
            methods[i] = ByteSink.ascii(book.method(i));
            heads[i] = ByteSink.ascii(id < 0 ? route : route.substring(0, id));
            tails[i] = ByteSink.ascii(id < 0 ? "" : route.substring(id + ID.length()));
        }
    }

    @Override
    public byte[] write(CallFacts call) {
        out.clear();
        name("{\"gateway\":\"");
        out.put(gateways[call.gateway]);
        name("\",\"msec\":\"");
        out.seconds(call.completedAt);
        name("\",\"request_id\":\"");
        out.hex(call.requestIdHigh);
        out.hex(call.requestIdLow);
        name("\",\"request_length\":\"");
        out.decimal(call.requestBytes);
        name("\",\"remote_addr\":\"192.0.2.");
        out.decimal(1 + call.client % 254);
        name("\",\"remote_user\":\"");
        out.put(consumers[call.consumer]);
        name("\",\"request_method\":\"");
        out.put(methods[call.series]);
        name("\",\"request_uri\":\"");
        path(call);
        name("\",\"status\":\"");
        out.decimal(call.status);
        name("\",\"bytes_sent\":\"");
        out.decimal(call.responseBytes);
        name("\",\"request_time\":\"");
        out.seconds(call.durationMicros / 1000);
        name("\",\"upstream_response_time\":\"");
        out.seconds(call.upstreamMicros / 1000);
        name("\",\"upstream_status\":\"");
        out.decimal(call.status);
        name("\",\"http_host\":\"api.example.com\",\"http_user_agent\":\"shop/4.2\",\"scheme\":\"https\"");
        name(",\"server_protocol\":\"HTTP/1.1\"}");
        return out.copy();
    }

    private void path(CallFacts call) {
        out.put(heads[call.series]);
        if (heads[call.series][heads[call.series].length - 1] == '/') {
            out.decimal(call.id);
            out.put(tails[call.series]);
        }
    }

    private void name(String text) {
        for (int i = 0; i < text.length(); i++) {
            out.put(text.charAt(i));
        }
    }
}
