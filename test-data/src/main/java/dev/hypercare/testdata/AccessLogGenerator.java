package dev.hypercare.testdata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/**
 * Writes NGINX JSON log lines for tests: the same for the same {@link Spec}. Lines are out of order by no more than the disorder of
 * the spec, and a share of them is damaged in one of the ways of {@link Damage}.
 */
public final class AccessLogGenerator {
    /** Endpoints of four APIs, with numbers and UUIDs as ids. */
    public static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("orders", "GET", "/v1/orders/{id}"),
            new Endpoint("orders", "POST", "/v1/orders"),
            new Endpoint("orders", "GET", "/v1/orders"),
            new Endpoint("orders", "DELETE", "/v1/orders/{id}"),
            new Endpoint("payments", "POST", "/v1/payments"),
            new Endpoint("payments", "POST", "/v1/payments/{id}/capture"),
            new Endpoint("catalogue", "GET", "/v1/catalogue/products/{id}"),
            new Endpoint("catalogue", "GET", "/v1/catalogue/categories"),
            new Endpoint("customers", "GET", "/v1/customers/{uuid}"),
            new Endpoint("customers", "PATCH", "/v1/customers/{uuid}"));

    private static final int[] STATUSES = {201, 204, 304, 400, 401, 403, 404, 409, 429, 499, 500, 502, 503, 504};
    private static final List<String> CONSUMERS = List.of("", "mobile-app", "web-shop", "partner-north");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final Spec spec;
    private final Random random;

    private AccessLogGenerator(Spec spec) {
        this.spec = spec;
        this.random = new Random(spec.seed());
    }

    /** The lines in the order in which they are to be published, without line ends. */
    public static List<byte[]> lines(Spec spec) {
        return new AccessLogGenerator(spec).generate();
    }

    /** Writes the lines to a file. */
    public static void write(Spec spec, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] line : lines(spec)) {
                out.write(line);
                out.write('\n');
            }
        }
    }

    private List<byte[]> generate() {
        List<Placed> placed = new ArrayList<>(spec.lines());
        double at = spec.startMillis();
        for (int i = 0; i < spec.lines(); i++) {
            at += -Math.log(1 - random.nextDouble()) * 1000 / spec.perSecond();
            byte[] line = good((long) at).getBytes(StandardCharsets.UTF_8);
            if (random.nextDouble() < spec.malformedShare()) {
                Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
                line = damage.apply(line, random);
            }
            // A line is seen up to the disorder later than its time: so it comes after lines at most that much younger.
            placed.add(new Placed(at + random.nextDouble() * spec.disorderMillis(), line));
        }
        placed.sort(Comparator.comparingDouble(Placed::seenAt));
        return placed.stream().map(Placed::line).toList();
    }

    private String good(long at) {
        Endpoint endpoint = spec.endpoints().get(random.nextInt(spec.endpoints().size()));
        int status = random.nextInt(100) < 85 ? 200 : STATUSES[random.nextInt(STATUSES.length)];
        double seconds = Math.exp(-3.5 + random.nextGaussian());
        String uri = uri(endpoint);
        StringBuilder json = new StringBuilder(512).append('{');
        field(
                json,
                "gateway",
                spec.gateways().get(random.nextInt(spec.gateways().size())));
        field(json, "msec", String.format(Locale.ROOT, "%d.%03d", at / 1000, at % 1000));
        field(json, "request_id", String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong()));
        field(json, "request_length", Integer.toString(120 + random.nextInt(900)));
        field(json, "remote_addr", "192.0.2." + (1 + random.nextInt(254)));
        field(json, "remote_user", CONSUMERS.get(random.nextInt(CONSUMERS.size())));
        field(json, "time_iso8601", ISO.format(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC)));
        field(json, "request", endpoint.method() + " " + uri + " HTTP/1.1");
        field(json, "request_uri", uri);
        field(json, "status", Integer.toString(status));
        field(json, "bytes_sent", Integer.toString(150 + random.nextInt(20_000)));
        field(json, "request_time", String.format(Locale.ROOT, "%.3f", seconds));
        field(json, "upstream", "10.0.0." + (1 + random.nextInt(9)) + ":8080");
        field(json, "upstream_response_time", upstreamTime(status, seconds));
        field(json, "upstream_status", status == 499 ? "-" : Integer.toString(status));
        field(json, "request_method", endpoint.method());
        field(json, "http_host", "api.example.com");
        field(json, "http_user_agent", random.nextInt(20) == 0 ? "shop \\\"quoted\\\" \\\\ caf\u00e9" : "shop/4.2");
        field(json, "scheme", "https");
        field(json, "server_protocol", "HTTP/1.1");
        json.setCharAt(json.length() - 1, '}');
        return json.toString();
    }

    /** One time; two where NGINX tried a second upstream; a dash where the client had gone. */
    private String upstreamTime(int status, double seconds) {
        if (status == 499) {
            return "-";
        }
        String format = random.nextInt(50) == 0 ? "%.3f, %.3f" : "%.3f";
        return String.format(Locale.ROOT, format, seconds * 0.4, seconds * 0.5);
    }

    private String uri(Endpoint endpoint) {
        String path = endpoint.template()
                .replace("{id}", Integer.toString(1 + random.nextInt(1_000_000)))
                .replace("{uuid}", new UUID(random.nextLong(), random.nextLong()).toString());
        return random.nextInt(4) == 0 ? path + "?page=" + random.nextInt(50) + "&q=a%20b" : path;
    }

    private static void field(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":\"").append(value).append("\",");
    }

    private record Placed(double seenAt, byte[] line) {}

    /**
     * An endpoint of an API.
     *
     * @param template path with {@code {id}} for a number and {@code {uuid}} for a UUID
     */
    public record Endpoint(String api, String method, String template) {
        /** The route template as the product writes it: {@code {id}} for either. */
        public String route() {
            return template.replace("{uuid}", "{id}");
        }
    }

    /**
     * What to generate.
     *
     * @param startMillis epoch ms of the first completion, about
     * @param perSecond mean number of completions in a second of event time
     * @param disorderMillis no line comes after one that is more than this much younger
     * @param malformedShare 0 to 1
     */
    public record Spec(
            long seed,
            int lines,
            long startMillis,
            double perSecond,
            long disorderMillis,
            double malformedShare,
            List<String> gateways,
            List<Endpoint> endpoints) {
        public Spec {
            gateways = List.copyOf(gateways);
            endpoints = List.copyOf(endpoints);
        }

        /** One gateway and {@link #ENDPOINTS}, 100 calls/s, in order, none damaged. */
        public static Spec of(long seed, int lines, long startMillis) {
            return new Spec(seed, lines, startMillis, 100, 0, 0, List.of("edge-1"), ENDPOINTS);
        }

        public Spec perSecond(double calls) {
            return new Spec(seed, lines, startMillis, calls, disorderMillis, malformedShare, gateways, endpoints);
        }

        public Spec disorder(long millis) {
            return new Spec(seed, lines, startMillis, perSecond, millis, malformedShare, gateways, endpoints);
        }

        public Spec malformed(double share) {
            return new Spec(seed, lines, startMillis, perSecond, disorderMillis, share, gateways, endpoints);
        }

        public Spec gateways(List<String> names) {
            return new Spec(seed, lines, startMillis, perSecond, disorderMillis, malformedShare, names, endpoints);
        }
    }
}
