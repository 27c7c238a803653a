package dev.hypercare.bench.latency;

import dev.hypercare.bench.data.SeriesBook;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.registry.SchemaRegistry;
import dev.hypercare.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Calls as bytes in which only the time of completion is left to be filled in, so that a load of them costs little. */
final class CallTemplates {
    /** Gateways that the calls name. */
    static final int GATEWAYS = 6;

    /** Of any instant of our century Avro's varint has as many bytes. */
    private static final int TIME_BYTES = 6;

    private static final int HEAD_BYTES = 5;
    private static final String ID = "{id}";

    private final SeriesBook book;
    private final boolean raw;
    private final byte[][] heads;
    private final byte[][] tails;

    private CallTemplates(SeriesBook book, boolean raw) {
        this.book = book;
        this.raw = raw;
        heads = new byte[2 * GATEWAYS * book.size()][];
        tails = new byte[heads.length][];
    }

    /** Calls in Avro for a topic. */
    static CallTemplates avro(SeriesBook book, SchemaRegistry registry, String topic) {
        if (!Call.getClassSchema().getFields().get(0).name().equals("completedAt")) {
            throw new IllegalStateException("the schema of Call does not begin with completedAt: teach CallTemplates");
        }
        CallTemplates templates = new CallTemplates(book, false);
        try (AvroSerde<Call> serde = new AvroSerde<>(registry, Call.class, true)) {
            for (int i = 0; i < templates.heads.length; i++) {
                byte[] whole = serde.serializer().serialize(topic, templates.call(i));
                templates.heads[i] = Arrays.copyOf(whole, HEAD_BYTES);
                templates.tails[i] = Arrays.copyOfRange(whole, HEAD_BYTES + TIME_BYTES, whole.length);
            }
        }
        return templates;
    }

    /** Lines of NGINX. */
    static CallTemplates nginx(SeriesBook book) {
        CallTemplates templates = new CallTemplates(book, true);
        for (int i = 0; i < templates.heads.length; i++) {
            int series = i / 2 / GATEWAYS;
            String path = book.route(series).replace(ID, "481516");
            templates.heads[i] = ("{\"gateway\":\"" + gateway(i / 2 % GATEWAYS) + "\",\"msec\":\"")
                    .getBytes(StandardCharsets.US_ASCII);
            templates.tails[i] =
                    ("\",\"request_length\":\"734\",\"remote_addr\":\"192.0.2.17\",\"remote_user\":\"mobile\","
                                    + "\"request_method\":\"" + book.method(series) + "\",\"request_uri\":\"" + path
                                    + "\",\"status\":\"" + status(i)
                                    + "\",\"bytes_sent\":\"5120\",\"request_time\":\"0.042\","
                                    + "\"upstream_response_time\":\"0.040\",\"upstream_status\":\"" + status(i)
                                    + "\",\"http_host\":\"api.example.com\",\"scheme\":\"https\",\"server_protocol\":\"HTTP/1.1\"}")
                            .getBytes(StandardCharsets.US_ASCII);
        }
        return templates;
    }

    /** The value of a record. */
    byte[] value(int series, int gateway, boolean fails, long completedAt) {
        int which = 2 * (series * GATEWAYS + gateway) + (fails ? 1 : 0);
        byte[] time = raw ? seconds(completedAt) : varint(completedAt);
        byte[] head = heads[which];
        byte[] tail = tails[which];
        byte[] value = new byte[head.length + time.length + tail.length];
        System.arraycopy(head, 0, value, 0, head.length);
        System.arraycopy(time, 0, value, head.length, time.length);
        System.arraycopy(tail, 0, value, head.length + time.length, tail.length);
        return value;
    }

    /** The series of the product that the rule looks at. */
    static String series(SeriesBook book, int series) {
        return Series.of(
                        List.of("api", "route", "method"),
                        List.of(book.api(series), book.route(series), book.method(series)))
                .text();
    }

    private Call call(int which) {
        int series = which / 2 / GATEWAYS;
        return Call.newBuilder()
                .setCompletedAt(Instant.parse("2026-01-01T00:00:00Z"))
                .setGateway(gateway(which / 2 % GATEWAYS))
                .setApi(book.api(series))
                .setRoute(book.route(series))
                .setMethod(book.method(series))
                .setStatus(status(which))
                .setConsumer("mobile")
                .setDurationMicros(42_000L)
                .setUpstreamDurationMicros(40_000L)
                .setRequestBytes(734L)
                .setResponseBytes(5120L)
                .setVersion("2026.11.3+build.48213")
                .setRequestId("0b5e9a4c-7c1d-4f5e-9b7a-2d9d1c6f7a10")
                .setTraceId("4bf92f3577b34da6a3ce929d0e0e4736")
                .build();
    }

    private static int status(int which) {
        return which % 2 == 0 ? 200 : 503;
    }

    private static String gateway(int number) {
        return "apigw-eu-west-1-prod-7f9c8d6b5-x" + number;
    }

    private static byte[] varint(long value) {
        byte[] bytes = new byte[TIME_BYTES];
        long rest = value << 1;
        for (int i = 0; i < TIME_BYTES - 1; i++) {
            bytes[i] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[TIME_BYTES - 1] = (byte) rest;
        return bytes;
    }

    private static byte[] seconds(long millis) {
        String digits = Long.toString(millis);
        int point = digits.length() - 3;
        return (digits.substring(0, point) + "." + digits.substring(point)).getBytes(StandardCharsets.US_ASCII);
    }
}
