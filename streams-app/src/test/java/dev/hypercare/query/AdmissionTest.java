package dev.hypercare.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.query.access.AccessToken;
import dev.hypercare.schemas.events.Alert;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AdmissionTest {
    private static final QueryLimits ONE = new QueryLimits(1, 1000, Duration.ofSeconds(30), 1000);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aClientMayAskSoOftenASecondAndAnotherOneIsNotHeldUp() {
        Admission admission = new Admission(new QueryLimits(1, 10, Duration.ofSeconds(1), 1000), nanos::get);
        for (int i = 0; i < 10; i++) {
            assertThat(admission.takes("a")).isTrue();
        }
        assertThat(admission.takes("a")).isFalse();
        assertThat(admission.takes("b")).isTrue();
        nanos.addAndGet(100_000_001);
        assertThat(admission.takes("a")).isTrue();
        assertThat(admission.takes("a")).isFalse();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 10; i++) {
            assertThat(admission.takes("a")).isTrue();
        }
        assertThat(admission.takes("a")).isFalse();
    }

    @Test
    void thoseWhoWatchTheProcessAskNoMoreOftenThanOthersAndAreNotHeldUpByThem() throws Exception {
        QueryLimits few = new QueryLimits(10, 1, Duration.ofSeconds(30), 1000);
        try (FakeServer server = new FakeServer(new FakeApi().resources(), few)) {
            List<Integer> questions = new ArrayList<>();
            for (int i = 0; i < 200 && !questions.contains(429); i++) {
                questions.add(server.get("/api/v1/alerts").statusCode());
            }
            assertThat(questions).contains(429);
            List<Integer> watching = new ArrayList<>();
            for (int i = 0; i < 200 && !watching.contains(429); i++) {
                watching.add(server.get("/api/v1/health").statusCode());
            }
            assertThat(watching).startsWith(200).contains(429);
        }
    }

    @Test
    void wrongTokensCountWhereverOneIsNeededAndFilesThatNeedNoneAreAlwaysGiven(@TempDir Path folder) throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        String wrong = AccessToken.random();
        for (String asked : List.of(
                "GET /console/nowhere",
                "GET /console/assets/a/b/c",
                "POST /console/",
                "GET /internal/nowhere",
                "GET /metrics",
                "GET /api/v1/health",
                "GET /api/v1/alerts")) {
            String[] parts = asked.split(" ");
            try (FakeServer server = tenants.api.start(new QueryLimits(10, 1, Duration.ofSeconds(30), 1000))) {
                List<Integer> statuses = new ArrayList<>();
                for (int i = 0; i < 200 && !statuses.contains(429); i++) {
                    statuses.add(server.as(wrong, parts[0], parts[1], null).statusCode());
                }
                assertThat(statuses).as(asked).startsWith(401).contains(429);
                for (int i = 0; i < 5; i++) {
                    assertThat(server.as(wrong, "GET", "/console/", null).statusCode())
                            .isEqualTo(200);
                }
            }
        }
    }

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        QueryLimits few = new QueryLimits(10, 1, Duration.ofSeconds(30), 1000);
        try (FakeServer server = new FakeServer(new FakeApi().resources(), few)) {
            List<Integer> statuses = new ArrayList<>();
            HttpResponse<String> last = server.get("/api/v1/alerts");
            for (int i = 0; i < 200 && last.statusCode() == 200; i++) {
                last = server.get("/api/v1/alerts");
                statuses.add(last.statusCode());
            }
            assertThat(statuses).contains(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
            assertThat(last.body()).contains("query.limits.per-second");
            assertThat(server.get("/api/v1/health").statusCode()).isEqualTo(200);
            assertThat(server.get("/console/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aQuestionThatFindsNoPlaceIsToldToAskAgainAndPlacesAreGivenBack() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        FakeApi api = new FakeApi();
        api.alerts = () -> {
            entered.countDown();
            await(leave);
            return List.<Alert>of();
        };
        try (FakeServer server = new FakeServer(api.resources(), ONE)) {
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> status(server, "/api/v1/alerts"));
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            HttpResponse<String> second = server.get("/api/v1/gaps");
            assertThat(second.statusCode()).as("it has the only place itself").isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).contains("2");
            assertThat(server.get("/api/v1/health").statusCode()).isEqualTo(200);
            leave.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            for (int i = 0; i < 5; i++) {
                assertThat(server.get("/api/v1/gaps?kind=none").statusCode()).isEqualTo(400);
                assertThat(server.get("/api/v1/gaps").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aQuestionThatTakesTooLongIsGivenUpWithAdvice() throws Exception {
        FakeApi api = new FakeApi();
        api.kpis = new FakeKpis().call("api=a", FakeKpis.START, 200, 1L);
        QueryLimits none = new QueryLimits(1, 1000, Duration.ofNanos(1), 1000);
        try (FakeServer server = new FakeServer(api.resources(), none)) {
            JsonNode problem = server.json("/api/v1/kpis?api=a", 400);
            assertThat(problem.path("title").asText()).isEqualTo("The answer takes too long");
            assertThat(problem.path("advice").asText()).contains("fewer series");
        }
        Deadline passed = new Deadline(5, Duration.ofMillis(1), () -> 6);
        assertThatThrownBy(passed::check).isInstanceOf(TooSlow.class);
        new Deadline(5, Duration.ofMillis(1), () -> 5).check();
    }

    @Test
    void readingThatTakesTooLongIsTheFaultOfWhoAskedMuchAtOnceAndElseOfTheQuestionOrOfOthers(@TempDir Path folder)
            throws Exception {
        TwoTenants tenants = new TwoTenants(folder.resolve("tokens"));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        tenants.api.alerts = () -> {
            entered.countDown();
            await(leave);
            return List.<Alert>of();
        };
        tenants.api.kpis = new FakeKpis().call("api=a", FakeKpis.START, 200, 1L);
        QueryLimits none = new QueryLimits(10, 1000, Duration.ofNanos(1), 1000);
        try (FakeServer server = tenants.api.start(none)) {
            assertThat(statusAs(server, tenants.editor, "/api/v1/kpis?api=a"))
                    .as("alone")
                    .isEqualTo(400);
            CompletableFuture<Integer> held =
                    CompletableFuture.supplyAsync(() -> statusAs(server, tenants.editor, "/api/v1/alerts"));
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(statusAs(server, tenants.editor, "/api/v1/kpis?api=a"))
                    .as("beside another of its own")
                    .isEqualTo(429);
            assertThat(statusAs(server, tenants.viewer, "/api/v1/kpis?api=a"))
                    .as("beside one of others")
                    .isEqualTo(503);
            leave.countDown();
            assertThat(held.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        try (FakeServer server = new FakeServer(new FakeApi().resources(), ONE)) {
            String body = "{\"note\": \"" + "x".repeat(2000) + "\"}";
            HttpResponse<String> answer = server.post("/api/v1/marks", body, "application/json");
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(new ObjectMapper().readTree(answer.body()).path("title").asText())
                    .isEqualTo("The body is too large");
        }
    }

    private static int statusAs(FakeServer server, String token, String path) {
        try {
            return server.as(token, "GET", path, null).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(FakeServer server, String path) {
        try {
            return server.get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
