package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One client asks far too much at once: it is told so, others are answered. */
@Timeout(120)
class FloodTest {
    private static final int QUESTIONS = 1000;

    @TempDir
    Path folder;

    @Test
    void aThousandQuestionsAtOnceOfOneClientAreAnsweredOrItIsToldToAskLess() throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        QueryLimits limits = new QueryLimits(4, 1_000_000, Duration.ofSeconds(30), 10_000);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch full = new CountDownLatch(4);
        AlertReader alerts = tenants.api.alerts;
        tenants.api.alerts = () -> {
            full.countDown();
            await(held);
            return alerts.active();
        };
        ExecutorService clients = Executors.newFixedThreadPool(100);
        try (FakeServer server = tenants.api.start(limits)) {
            List<Future<HttpResponse<String>>> slow =
                    ask(clients, 4, i -> () -> server.as(tenants.viewer, "GET", "/api/v1/alerts", null));
            assertThat(full.await(60, TimeUnit.SECONDS)).isTrue();
            List<Future<HttpResponse<String>>> flood = ask(
                    clients,
                    QUESTIONS,
                    i -> () -> server.as(tenants.viewer, "GET", "/api/v1/kpis?view=api&from=-" + (i + 1) + "m", null));
            Map<Integer, Long> statuses = statuses(flood);
            System.out.println("a flood while all places are taken: " + statuses);
            assertThat(statuses).containsOnlyKeys(429);
            assertThat(flood.get(0).get().headers().firstValue("Retry-After")).isPresent();
            held.countDown();
            assertThat(statuses(slow)).containsOnlyKeys(200);

            List<Future<HttpResponse<String>>> again = ask(
                    clients,
                    QUESTIONS,
                    i -> () -> server.as(
                            tenants.viewer,
                            i % 7 == 0 ? "POST" : "GET",
                            i % 3 == 0 ? "/api/v1/alerts" : i % 3 == 1 ? "/api/v1/top?by=nothing" : "/api/v1/heatmap",
                            i % 7 == 0 ? "{" : null));
            statuses = statuses(again);
            System.out.println("a flood of good and bad questions: " + statuses);
            assertThat(statuses.keySet())
                    .as("clear refusals, and nobody else is to blame")
                    .allMatch(status -> status == 200 || status >= 400 && status < 500);
            assertThat(server.as(tenants.bankViewer, "GET", "/api/v1/alerts", null)
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aTokenAndAnAddressMayAskSoOftenASecond() throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        QueryLimits limits = new QueryLimits(16, 3, Duration.ofSeconds(30), 10_000);
        try (FakeServer server = tenants.api.start(limits)) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                statuses.add(server.as(null, "GET", "/api/v1/alerts", null).statusCode());
            }
            assertThat(statuses).as("whoever tries tokens").contains(401, 429).containsOnly(401, 429);
        }
    }

    private static List<Future<HttpResponse<String>>> ask(
            ExecutorService clients, int times, Function<Integer, Callable<HttpResponse<String>>> question) {
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            asked.add(clients.submit(question.apply(i)));
        }
        return asked;
    }

    private static Map<Integer, Long> statuses(List<Future<HttpResponse<String>>> asked) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Future<HttpResponse<String>> one : asked) {
            statuses.add(one.get().statusCode());
        }
        return statuses.stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
