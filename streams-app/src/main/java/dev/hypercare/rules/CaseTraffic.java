package dev.hypercare.rules;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.Section;
import dev.hypercare.contract.measure.CallFigures;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.contract.measure.DistinctCount;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.schemas.events.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of even traffic: {@code {from: 0s, to: 60s, api: pay, rate: 10, status: {200: 9, 500: 1}, latency: {20ms: 1}}}. Statuses
 * and latencies ({@code none}: not told) are dealt by weight, the rarest as evenly as possible; no chance is involved.
 */
final class CaseTraffic {
    /** What becomes of the calls. */
    private enum Fate {
        IN_TIME,
        LATE,
        DEAD_LETTER
    }

    private final Duration from;
    private final Duration to;
    private final String api;
    private final String route;
    private final @Nullable String consumer;
    private final @Nullable String model;
    private final @Nullable String client;
    private final int routes;
    private final @Nullable String version;
    private final String gateway;
    private final boolean usage;
    private final Fate fate;
    private final double cost;
    private final double rate;
    private final Dealer status;
    private final Dealer latency;
    private double due;
    private int made;

    private CaseTraffic(Section s) {
        from = s.duration("from", Duration.ZERO, Duration.ZERO, Duration.ofDays(2));
        to = s.duration("to", Duration.ZERO, Duration.ZERO, Duration.ofDays(2));
        api = s.required("api", "the name of an api");
        route = s.string("route", "/v1");
        consumer = s.optional("consumer");
        model = s.optional("model");
        client = s.optional("client");
        routes = s.integer("routes", 1, 1, 10_000);
        version = s.optional("version");
        gateway = s.string("gateway", "gw");
        usage = s.bool("usage", true);
        fate = s.choice("fate", Fate.class, Fate.IN_TIME);
        cost = s.number("cost", 0, 0, 1_000_000);
        rate = s.number("rate", 1, 0, 10_000);
        status = new Dealer(s.words("status"), "200");
        latency = new Dealer(s.words("latency"), "20ms");
    }

    static CaseTraffic read(Section section) {
        return new CaseTraffic(section);
    }

    /** The slices of one second, as one, counted from 0, of several stretches, in some views. */
    static ClosedSlice slice(List<CaseTraffic> all, List<List<String>> views, long second, long epochSecond) {
        Map<Series, Kpis> kpis = new HashMap<>();
        long start = (epochSecond + second) * 1000;
        for (CaseTraffic traffic : all) {
            for (int i = traffic.callsIn(second); i > 0; i--) {
                if (traffic.fate != Fate.IN_TIME) {
                    traffic.missed(kpis);
                    continue;
                }
                Call call = traffic.call(start + 500);
                CallFigures figures = CallFigures.of(call, false);
                for (List<String> view : views) {
                    List<String> values =
                            view.stream().map(label -> value(label, call)).toList();
                    Kpis of = kpis.computeIfAbsent(Series.of(view, values), unseen -> new Kpis());
                    of.add(figures);
                    if (view.contains("client") && !view.contains("route")) {
                        of.routes().add(route(call));
                    }
                }
                kpis.computeIfAbsent(Telemetry.of(0, call.getGateway()), unseen -> new Kpis())
                        .addBare();
            }
        }
        return ClosedSlice.ofSecond(start, kpis);
    }

    /** Rules see only how many there are of these. */
    private void missed(Map<Series, Kpis> kpis) {
        String of = fate == Fate.LATE ? gateway : Telemetry.DEAD_LETTERS;
        Kpis missed = kpis.computeIfAbsent(Telemetry.of(0, of), unseen -> new Kpis());
        if (fate == Fate.LATE) {
            missed.addBareLate();
        } else {
            missed.addBare();
        }
    }

    /** As the kpi stage counts routes where it tells clients apart. */
    private static long route(Call call) {
        byte[] route = (call.getApi() + " " + call.getRoute()).getBytes(StandardCharsets.UTF_8);
        return DistinctCount.hash(route, 0, route.length);
    }

    private static String value(String label, Call call) {
        Object value = call.get(label);
        return value == null ? "-" : value.toString();
    }

    private int callsIn(long second) {
        if (second < from.toSeconds() || second >= to.toSeconds()) {
            return 0;
        }
        due += rate;
        int calls = (int) Math.floor(due + 1e-9);
        due -= calls;
        return calls;
    }

    private Call call(long at) {
        String duration = latency.next();
        return Call.newBuilder()
                .setCompletedAt(Instant.ofEpochMilli(at))
                .setGateway(gateway)
                .setVersion(version)
                .setApi(api)
                .setRoute(routes == 1 ? route : route + "/" + made++ % routes)
                .setMethod("GET")
                .setStatus(Integer.parseInt(status.next()))
                .setConsumer(consumer)
                .setModel(model)
                .setClient(client)
                .setTokensIn(model != null && usage ? 100L : null)
                .setTokensOut(model != null && usage ? 50L : null)
                .setCostMicros(cost == 0 ? null : Math.round(cost * 1e6))
                .setDurationMicros(
                        duration.equals("none")
                                ? null
                                : Durations.parse(duration).toMillis() * 1000)
                .build();
    }

    /** Deals words by weight: the one that is furthest behind its share comes next. */
    private static final class Dealer {
        private final Map<String, Double> shares = new LinkedHashMap<>();
        private final Map<String, Integer> dealt = new HashMap<>();
        private int count;

        Dealer(Map<String, String> weights, String absent) {
            double sum =
                    weights.values().stream().mapToDouble(Double::parseDouble).sum();
            weights.forEach((word, weight) -> shares.put(word, Double.parseDouble(weight) / sum));
            if (shares.isEmpty()) {
                shares.put(absent, 1.0);
            }
        }

        String next() {
            count++;
            String chosen = shares.keySet().iterator().next();
            double furthest = Double.NEGATIVE_INFINITY;
            for (Map.Entry<String, Double> entry : shares.entrySet()) {
                double behind = entry.getValue() * count - dealt.getOrDefault(entry.getKey(), 0);
                if (behind > furthest + 1e-9) {
                    furthest = behind;
                    chosen = entry.getKey();
                }
            }
            dealt.merge(chosen, 1, Integer::sum);
            return chosen;
        }
    }
}
