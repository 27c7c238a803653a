package dev.hypercare.testdata.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Draws a landscape: 22 to 38 APIs, three of them of AI models, with 64 to 96 routes, 40 consumers and 3 to 5 gateways. */
final class LandscapeMaker {
    private static final List<String> NAMES = List.of(
            "accounts",
            "addresses",
            "baskets",
            "billing",
            "bookings",
            "campaigns",
            "catalogue",
            "checkout",
            "claims",
            "contracts",
            "coupons",
            "customers",
            "deliveries",
            "devices",
            "discounts",
            "documents",
            "events",
            "feedback",
            "identity",
            "inventory",
            "invoices",
            "loyalty",
            "messages",
            "offers",
            "orders",
            "partners",
            "payments",
            "prices",
            "products",
            "profiles",
            "ratings",
            "refunds",
            "reports",
            "returns",
            "search",
            "shipments",
            "stores",
            "subscriptions",
            "suppliers",
            "tariffs",
            "transfers",
            "vouchers");
    private static final List<String> AI_NAMES = List.of("assistant", "answers", "summaries");
    private static final List<AiModel> MODELS = List.of(
            new AiModel("openai", "gpt-large", 1.3, 9000, 2.5, 10),
            new AiModel("openai", "gpt-small", 0.7, 4000, 0.15, 0.6),
            new AiModel("anthropic", "claude-large", 1.2, 8000, 3, 15),
            new AiModel("mistral", "mistral-medium", 0.9, 5000, 0.4, 2),
            new AiModel("azure", "gpt-large-eu", 1.5, 9500, 2.75, 11));
    private static final AiModel EMBEDDER = new AiModel("openai", "embedding-small", 0.3, 0, 0.02, 0);
    private static final String[][] ROUTES = {
        {"GET", "/v1/%s/{id}"},
        {"POST", "/v1/%s"},
        {"GET", "/v1/%s/search"},
        {"GET", "/v1/%s/{id}/history"},
        {"PUT", "/v1/%s/{id}/status"},
        {"DELETE", "/v1/%s/{id}/items/{id}"}
    };
    private static final int CALLERS = 40;
    private static final int THIN_ROUTES = 8;
    private static final double FASTEST = 95;

    private final Draws draws;
    private final List<SimulatedRoute> routes = new ArrayList<>();

    private LandscapeMaker(long key) {
        draws = new Draws(key);
    }

    static Landscape make(long key) {
        return new LandscapeMaker(key).make();
    }

    private Landscape make() {
        int number = 3 + draws.below(3);
        List<String> gateways = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            gateways.add("edge-" + i);
        }
        List<Caller> callers = callers();
        List<SimulatedApi> plain = new ArrayList<>();
        for (String name : shuffled(NAMES).subList(0, 19 + draws.below(17))) {
            plain.add(api(name, callers));
        }
        List<SimulatedApi> apis = new ArrayList<>(plain);
        AI_NAMES.forEach(name -> apis.add(api(name, callers)));
        int routeCount = Math.min(64 + draws.below(33), 4 * apis.size());
        List<Double> rates = rates(routeCount);
        for (SimulatedApi api : apis.subList(plain.size(), apis.size())) {
            // AI routes are neither the busiest nor thin.
            addAi(api, rates.remove(4 + draws.below(10)), rates.remove(8 + draws.below(12)));
        }
        addPlain(plain, new ArrayDeque<>(shuffled(rates)));
        return new Landscape(gateways, gatewayShares(gateways.size()), apis, routes, clients(200));
    }

    private Weighted gatewayShares(int gateways) {
        double[] weights = new double[gateways];
        for (int i = 0; i < gateways; i++) {
            weights[i] = draws.between(0.7, 1.3);
        }
        return Weighted.of(weights);
    }

    /** From the busiest on: less and less, as Zipf and Mandelbrot found, and some that are called every few seconds. */
    private List<Double> rates(int number) {
        List<Double> rates = new ArrayList<>();
        for (int rank = 1; rank <= number - THIN_ROUTES; rank++) {
            rates.add(FASTEST / StrictMath.pow(rank + 1.5, 1.35) * draws.between(0.9, 1.15));
        }
        for (int i = 0; i < THIN_ROUTES; i++) {
            rates.add(draws.between(0.1, 0.25));
        }
        return rates;
    }

    private List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        for (int i = 1; i <= CALLERS; i++) {
            callers.add(new Caller((i % 3 == 0 ? "partner-" : "app-") + i, clients(1 + draws.below(40))));
        }
        return callers;
    }

    private List<String> clients(int number) {
        List<String> clients = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            clients.add("c-" + Draft.hex(draws.nextLong()));
        }
        return clients;
    }

    private SimulatedApi api(String name, List<Caller> callers) {
        int many = 8 + draws.below(8);
        double anonymous = draws.chance(0.3) ? draws.between(0.1, 0.5) : 0;
        return new SimulatedApi(
                name,
                shuffled(callers).subList(0, many),
                Weighted.zipf(many, draws.between(0.8, 1.1)),
                anonymous,
                draws.between(0.1, 0.6),
                "build-" + Draft.hex(draws.nextLong()).substring(0, 7));
    }

    private void addPlain(List<SimulatedApi> apis, Deque<Double> rates) {
        for (int round = 0; !rates.isEmpty(); round++) {
            for (SimulatedApi api : apis) {
                // Two routes for everybody, then for some, until all rates are given away.
                if (!rates.isEmpty()
                        && round < ROUTES.length
                        && (round < 2 || round == ROUTES.length - 1 || draws.chance(0.5))) {
                    String[] route = ROUTES[round];
                    routes.add(plain(api, route[0], String.format(route[1], api.name()), rates.remove()));
                }
            }
            if (round >= ROUTES.length) {
                return;
            }
        }
    }

    private SimulatedRoute plain(SimulatedApi api, String method, String path, double perSecond) {
        Latency latency = new Latency(
                draws.logBetween(8_000, 250_000),
                draws.between(0.35, 0.65),
                draws.between(0.001, 0.008),
                draws.between(5, 12));
        return new SimulatedRoute(
                routes.size(),
                api,
                method,
                path,
                perSecond,
                // What is called most is looked after best.
                draws.logBetween(0.0005, perSecond > 8 ? 0.003 : 0.01),
                draws.logBetween(0.003, 0.03),
                latency,
                draws.logBetween(600, 20_000),
                null);
    }

    private void addAi(SimulatedApi api, double chats, double embeddings) {
        int first = draws.below(MODELS.size());
        List<AiModel> models = List.of(
                MODELS.get(first), MODELS.get((first + 1) % MODELS.size()), MODELS.get((first + 2) % MODELS.size()));
        Weighted shares = Weighted.of(draws.between(0.4, 0.6), draws.between(0.2, 0.4), draws.between(0.1, 0.25));
        AiMix chat = new AiMix(
                models, shares, draws.between(400, 1500), draws.between(80, 350), 0.7, draws.between(0.002, 0.01));
        AiMix embedding = new AiMix(
                List.of(EMBEDDER), Weighted.of(1), draws.between(150, 500), 0, 0.7, draws.between(0.002, 0.01));
        routes.add(ai(api, "/v1/" + api.name() + "/chat", chats, chat));
        routes.add(ai(api, "/v1/" + api.name() + "/embeddings", embeddings, embedding));
    }

    private SimulatedRoute ai(SimulatedApi api, String path, double perSecond, AiMix mix) {
        Latency firstToken = new Latency(draws.between(250_000, 600_000), 0.4, 0.004, 6);
        return new SimulatedRoute(
                routes.size(),
                api,
                "POST",
                path,
                perSecond,
                draws.logBetween(0.001, 0.01),
                draws.logBetween(0.003, 0.02),
                firstToken,
                1000,
                mix);
    }

    private <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        for (int i = copy.size() - 1; i > 0; i--) {
            Collections.swap(copy, i, draws.below(i + 1));
        }
        return copy;
    }
}
