package dev.hypercare.bench.chaos;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * NGINX log lines that name their API, and whose paths are their routes. Most are out of order within the lateness, some come after
 * their slice has closed, few are too old to correct anything, too young, or no JSON.
 */
final class ChaosLines {
    /** How old a call may be to correct its windows, as the instances are configured. */
    static final long CORRECT_FOR_MILLIS = 180_000;
    /** How far a call may complete after its ingest, as the product says by default. */
    static final long MAX_FUTURE_MILLIS = 60_000;

    /** How late the lines come of which all windows are soon decided for good. */
    static final int SETTLES_MILLIS = 20_000;

    private static final long FAR_MILLIS = 900_000;

    private static final List<String> ENDPOINTS = List.of(
            "orders GET /v1/orders",
            "orders POST /v1/orders",
            "orders GET /v1/orders/search",
            "payments POST /v1/payments",
            "payments POST /v1/payments/refund",
            "catalogue GET /v1/catalogue/products",
            "catalogue GET /v1/catalogue/categories",
            "customers GET /v1/customers/profile",
            "customers PATCH /v1/customers/profile");

    private static final String[] STATUSES = {
        "200", "200", "200", "201", "204", "400", "404", "429", "499", "500", "503", "000"
    };

    private final Random random;
    private final String name;
    private final int apis;
    private final boolean settling;
    private long written;

    private ChaosLines(long seed, int apis, boolean settling) {
        random = new Random(seed);
        // Unique among all lines of a run, also of one that is resumed; what else lines hold depends on the seed alone.
        name = "c" + Long.toString(System.currentTimeMillis(), 36) + (settling ? "s" : "");
        this.apis = apis;
        this.settling = settling;
    }

    /**
     * Lines by chance.
     *
     * @param apis how many APIs are named; 0 for a few
     */
    static ChaosLines of(long seed, int apis) {
        return new ChaosLines(seed, apis, false);
    }

    /** Lines by chance of which none comes later than {@link #SETTLES_MILLIS}, or much too early. */
    static ChaosLines settling(long seed, int apis) {
        return new ChaosLines(seed, apis, true);
    }

    /** The routes and methods of every API. */
    static List<Endpoint> endpoints() {
        return ENDPOINTS.stream()
                .map(endpoint -> endpoint.split(" "))
                .map(words -> new Endpoint(words[0], words[1], words[2]))
                .toList();
    }

    /** What a line is about, where the API is one of a few. */
    record Endpoint(String api, String method, String route) {}

    /** The next line, of a call that reaches the log at an instant, milliseconds. */
    byte[] next(long now) {
        long at = now - age();
        String[] endpoint = ENDPOINTS.get(random.nextInt(ENDPOINTS.size())).split(" ");
        return line(at, apis == 0 ? endpoint[0] : "api" + random.nextInt(apis), endpoint[1], endpoint[2]);
    }

    /** A line of a call that completed at an instant, milliseconds. */
    byte[] line(long at, String api, String method, String route) {
        double seconds = Math.exp(-3.5 + 1.3 * random.nextGaussian());
        String line = String.format(
                Locale.ROOT,
                "{\"msec\":\"%d.%03d\",\"gateway\":\"edge-%d\",\"api\":\"%s\",\"request_method\":\"%s\",\"request_uri\":\"%s\","
                        + "\"status\":\"%s\",\"request_time\":\"%.3f\",\"upstream_response_time\":\"%s\",\"request_id\":\"%s-%d\","
                        + "\"request_length\":\"%d\",\"bytes_sent\":\"%d\"}",
                at / 1000,
                at % 1000,
                1 + random.nextInt(2),
                api,
                method,
                route,
                STATUSES[random.nextInt(STATUSES.length)],
                seconds,
                upstream(seconds),
                name,
                written++,
                100 + random.nextInt(2000),
                150 + random.nextInt(20_000));
        boolean broken = random.nextInt(1000) == 0;
        return (broken ? line.substring(0, line.length() / 2) : line).getBytes(StandardCharsets.UTF_8);
    }

    private long age() {
        int kind = random.nextInt(2000);
        if (settling) {
            return kind < 28 ? 5000 + random.nextInt(SETTLES_MILLIS - 5000) : random.nextInt(1800);
        }
        if (kind == 0) {
            return FAR_MILLIS;
        }
        if (kind == 1) {
            return -FAR_MILLIS;
        }
        return kind < 30 ? 5000 + random.nextInt(45_000) : random.nextInt(1800);
    }

    private String upstream(double seconds) {
        return switch (random.nextInt(20)) {
            case 0 -> "-";
            case 1 -> String.format(Locale.ROOT, "%.3f, %.3f", seconds * 0.3, seconds * 0.6);
            default -> String.format(Locale.ROOT, "%.3f", seconds * 0.9);
        };
    }
}
