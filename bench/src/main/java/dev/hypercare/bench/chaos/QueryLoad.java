package dev.hypercare.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Puts questions all the time, each to an instance by chance, of ranges that have been decided for a while. Where an instance dies before it
 * answers, another one is asked, as a load balancer does.
 */
final class QueryLoad implements AutoCloseable {
    /** After this nothing corrects a window any more: calls come at most 50 s late, and correct for three minutes. */
    static final long SETTLED_MILLIS = ChaosLines.CORRECT_FOR_MILLIS + 60_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int MOST_TRIES = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService threads;
    private final List<InstanceNode> instances;
    private final List<AskedQuery> asked = new ArrayList<>();
    private final Random random;
    private final long begin;
    private final int apis;

    private QueryLoad(List<InstanceNode> instances, int apis, long begin, long seed, int threads) {
        this.instances = instances;
        this.apis = apis;
        this.begin = begin;
        this.random = new Random(seed);
        this.threads = Executors.newScheduledThreadPool(threads);
    }

    /**
     * Starts one.
     *
     * @param apis how many APIs the lines name
     * @param begin when the first line was written, milliseconds since the epoch
     * @param perSecond questions
     */
    static QueryLoad start(List<InstanceNode> instances, int apis, long begin, long seed, int perSecond) {
        int workers = 4;
        QueryLoad load = new QueryLoad(instances, apis, begin, seed, workers);
        for (int i = 0; i < workers; i++) {
            var unused = load.threads.scheduleAtFixedRate(
                    load::askOne, i * 1000L / perSecond, workers * 1000L / perSecond, TimeUnit.MILLISECONDS);
        }
        return load;
    }

    /** What was asked so far. */
    List<AskedQuery> asked() {
        synchronized (asked) {
            return new ArrayList<>(asked);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askOne() {
        AskedQuery question = question();
        List<InstanceNode> serving =
                new ArrayList<>(instances.stream().filter(InstanceNode::serves).toList());
        if (serving.isEmpty() || question == null) {
            return;
        }
        long started = System.nanoTime();
        AskedQuery answer = question;
        for (int tries = 1; tries <= MOST_TRIES && !serving.isEmpty(); tries++) {
            InstanceNode instance = serving.remove(next(serving.size()));
            answer = put(question, instance, tries, started);
            if (answer.status() != 0 || instance.alive()) {
                break;
            }
        }
        synchronized (asked) {
            asked.add(answer);
        }
    }

    private int next(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    /** The next question, not put yet; null while nothing is decided. */
    private @org.jspecify.annotations.Nullable AskedQuery question() {
        long last = minute(System.currentTimeMillis() - SETTLED_MILLIS);
        long first = minute(begin) + CountedMinutes.MINUTE_MILLIS;
        if (last <= first) {
            return null;
        }
        QueryKind kind = QueryKind.values()[next(QueryKind.values().length)];
        long to = first
                + CountedMinutes.MINUTE_MILLIS * (1 + next((int) ((last - first) / CountedMinutes.MINUTE_MILLIS)));
        long from = switch (kind) {
            case POINT -> to - CountedMinutes.MINUTE_MILLIS;
            case TOP -> to - 10 * CountedMinutes.MINUTE_MILLIS;
            case HOUR_PERCENTILE -> to - HOUR_MILLIS;
            case CHART -> to - 24 * HOUR_MILLIS;
        };
        return new AskedQuery(
                kind,
                kind == QueryKind.TOP ? "" : "api" + next(apis),
                from,
                to,
                instances.stream().allMatch(InstanceNode::running),
                0,
                0,
                0,
                "",
                -1,
                0,
                AskedQuery.Figures.NONE);
    }

    private static long minute(long at) {
        return at - at % CountedMinutes.MINUTE_MILLIS;
    }

    private AskedQuery put(AskedQuery question, InstanceNode instance, int tries, long started) {
        int status = 0;
        String state = "";
        long behind = -1;
        long asOf = 0;
        AskedQuery.Figures figures = AskedQuery.Figures.NONE;
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(instance.url() + path(question)))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            status = response.statusCode();
            if (status == 200) {
                JsonNode json = JSON.readTree(response.body());
                state = json.path("freshness").path("state").asText();
                JsonNode seconds = json.path("freshness").path("behindSeconds");
                behind = seconds.isNumber() ? Math.round(seconds.asDouble() * 1000) : -1;
                asOf = json.path("asOf").isTextual()
                        ? Instant.parse(json.path("asOf").asText()).toEpochMilli()
                        : 0;
                figures = AskedQuery.Figures.of(question.kind(), json);
            }
        } catch (IOException e) {
            status = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new AskedQuery(
                question.kind(),
                question.api(),
                question.from(),
                question.to(),
                question.whole(),
                tries,
                System.nanoTime() - started,
                status,
                state,
                behind,
                asOf,
                figures);
    }

    private static String path(AskedQuery question) {
        String range = "&from=" + question.from() + "&to=" + question.to();
        return switch (question.kind()) {
            case POINT -> "/api/v1/kpis?api=" + question.api() + range;
            case HOUR_PERCENTILE -> "/api/v1/kpis?percentiles=99&api=" + question.api() + range;
            case TOP -> "/api/v1/pareto?by=route&kpi=failed&share=0.01" + range;
            case CHART -> "/api/v1/kpis?step=5m&api=" + question.api() + range;
        };
    }
}
