package dev.hypercare.query.console;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.query.KpiReader;
import dev.hypercare.query.NotReadyException;
import dev.hypercare.query.SeriesFilter;
import dev.hypercare.query.Window;
import dev.hypercare.schemas.events.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** The figures of a shop that never was: made up when they are asked for, the same for the same instant. */
final class ShopKpis implements KpiReader {
    static final List<List<String>> VIEWS = List.of(
            List.of("api"),
            List.of("api", "route", "method"),
            List.of("api", "consumer"),
            List.of("api", "model"),
            List.of("gateway"));

    /** Names as they come, and one that would do harm if it were ever taken for markup. */
    static final String HOSTILE = "<img src=x onerror=\"document.title='harm'\">";

    /** Eight APIs: as many as the first page shows, so that none is there at one time of day and not at another. */
    private static final List<String> SERIES = List.of(
            "api=payments",
            "api=orders",
            "api=catalog",
            "api=search",
            "api=assistant",
            "api=shipping",
            "api=recommendations-for-returning-customers",
            Series.of(List.of("api"), List.of(HOSTILE)).text(),
            "api=payments,route=/v1/charges,method=POST",
            "api=payments,route=/v1/charges/{id},method=GET",
            "api=payments,route=/v1/refunds,method=POST",
            "api=payments,consumer=shop-web",
            "api=payments,consumer=shop-app",
            "api=payments,consumer=-",
            "api=assistant,consumer=support-bot",
            "api=assistant,consumer=writer",
            "api=assistant,model=large-2",
            "api=assistant,model=small-2");

    private static final Map<String, Integer> CALLS_A_MINUTE = Map.of(
            "payments", 2400, "orders", 1800, "catalog", 5200, "search", 3100, "assistant", 140, "shipping", 300);

    /** So many calls are made up for a window; the rest are copies. */
    private static final int SAMPLE = 60;

    private final Map<String, Kpis> made = new ConcurrentHashMap<>();
    /** Since when payments are broken, milliseconds; {@link Long#MAX_VALUE} while they are not. */
    volatile long brokenSince = Long.MAX_VALUE;

    volatile long behindMillis;
    volatile boolean empty;
    volatile String notReady;
    volatile CountDownLatch held = new CountDownLatch(0);

    @Override
    public List<List<String>> views() {
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (notReady != null) {
            throw new NotReadyException(notReady);
        }
        return VIEWS;
    }

    @Override
    public OptionalLong closedUpTo() {
        long now = System.currentTimeMillis() - 2000;
        return empty ? OptionalLong.empty() : OptionalLong.of(Resolution.PANE.startOf(now) - behindMillis);
    }

    @Override
    public boolean knows(String series) {
        return !empty && SERIES.contains(series);
    }

    @Override
    public Set<String> series(SeriesFilter filter, long from, long to) {
        return empty ? Set.of() : SERIES.stream().filter(filter::matches).collect(Collectors.toSet());
    }

    @Override
    public List<Window> windows(String series, Resolution resolution, long from, long to) {
        List<Window> windows = new ArrayList<>();
        long closed = closedUpTo().orElse(0);
        for (long start = resolution.startOf(from); start < to; start += resolution.millis()) {
            if (start >= from && start + resolution.millis() <= closed) {
                long at = start;
                boolean broken = at >= brokenSince;
                windows.add(new Window(
                        at,
                        made.computeIfAbsent(
                                series + resolution + at + broken, unseen -> make(series, resolution, at, broken))));
            }
        }
        return windows;
    }

    private static Kpis make(String name, Resolution resolution, long start, boolean broken) {
        Map<String, String> labels = new Series(name).labels();
        String api = labels.getOrDefault("api", "");
        Random random = new Random(name.hashCode() * 31L + start);
        double wave = 1 + 0.22 * Math.sin(start / 400_000.0 + api.length()) + 0.06 * random.nextGaussian();
        double wanted = CALLS_A_MINUTE.getOrDefault(api, 90)
                / (labels.size() > 1 ? 2.5 : 1)
                * wave
                * resolution.millis()
                / 60_000;
        boolean hurt = broken && api.equals("payments");
        Kpis some = new Kpis();
        for (int i = 0; i < SAMPLE; i++) {
            some.add(CallFigures.of(call(api, labels, random, hurt, start + i), false));
        }
        Kpis all = new Kpis();
        for (double left = wanted; left > 0; left -= SAMPLE) {
            all.merge(some);
        }
        if (wanted > 1000 && random.nextInt(3) == 0) {
            // One of so many is not what anybody is told of.
            all.add(CallFigures.of(call(api, labels, random, true, start), false));
        }
        return all;
    }

    private static Call call(String api, Map<String, String> labels, Random random, boolean hurt, long at) {
        boolean ai = api.equals("assistant");
        double middle = ai ? 1800 : 12 + 9 * (api.length() % 5);
        double millis = middle * Math.exp(0.55 * random.nextGaussian()) * (hurt && random.nextInt(3) > 0 ? 14 : 1);
        int status = hurt && random.nextDouble() < 0.34 ? 503 : random.nextDouble() < 0.012 ? 404 : 200;
        Call.Builder call = Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(at))
                .setGateway("edge")
                .setApi(api)
                .setRoute("/")
                .setMethod("GET")
                .setStatus(status)
                .setDurationMicros((long) (millis * 1000))
                .setUpstreamDurationMicros((long) (millis * 900))
                .setTraceId(String.format("4bf92f35%024x", at));
        if (ai) {
            boolean large = "large-2".equals(labels.get("model")) || "writer".equals(labels.get("consumer"));
            call.setProvider("models-inc")
                    .setModel(large ? "large-2" : "small-2")
                    .setTokensIn(400L + random.nextInt(2600))
                    .setTokensCached(180L)
                    .setTokensOut(60L + random.nextInt(700))
                    .setTokensReasoning(large ? 220L : 0L)
                    .setCostMicros(large ? 21_000L : 900L);
        }
        return call.build();
    }
}
