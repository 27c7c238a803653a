package dev.hypercare.deliver.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hypercare.deliver.GivenAlert;
import dev.hypercare.deliver.RecordingServer;
import dev.hypercare.deliver.RecordingServer.Reply;
import dev.hypercare.deliver.alert.Transition;
import dev.hypercare.deliver.http.BackOff;
import dev.hypercare.deliver.http.HttpSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final long START = 1_800_000_000_000L;
    private static final Instant SINCE = Instant.ofEpochMilli(START - 5_000);

    private final AtomicLong clock = new AtomicLong(START);
    private final List<String> dead = new ArrayList<>();
    private RecordingServer server;
    private Courier courier;

    @BeforeEach
    void start() throws IOException {
        server = new RecordingServer();
        start(Map.of());
    }

    private void start(Map<String, String> more) {
        Map<String, String> properties =
                new HashMap<>(Map.of("webhook.url", server.url(), "template", "pagerduty", "webhook.secret", "s3cr3t"));
        properties.putAll(more);
        WebhookConfig config = new WebhookConfig(properties);
        HttpSender sender = new HttpSender(null, Duration.ofSeconds(20), clock::get);
        courier = new Courier(
                config.told(),
                config::requests,
                request -> sender.send(request).join(),
                () -> new BackOff(1_000, 30_000),
                (transition, why) -> dead.add(transition.offset() + " " + why),
                3_600_000,
                clock::get);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void run(Transition... transitions) {
        for (Transition transition : transitions) {
            courier.add(transition);
        }
        courier.run();
    }

    private void pass(long millis) {
        clock.addAndGet(millis);
        courier.run();
    }

    private List<String> told() {
        return server.posted().stream()
                .map(one -> one.body().path("event_action").asText() + " "
                        + one.body().path("dedup_key").asText())
                .toList();
    }

    @Test
    void firesAndResolvesInOrder() {
        run(
                GivenAlert.firing("orders", SINCE).at(1, START),
                GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(3)).at(2, START));

        assertThat(told()).containsExactly("trigger f-orders", "resolve f-orders");
        assertThat(courier.firstWaiting("alerts-0")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nothingIsToldTwiceWhileNothingChanges() {
        run(
                GivenAlert.firing("orders", SINCE).at(1, START),
                GivenAlert.firing("orders", SINCE).summary("it grew").at(2, START),
                GivenAlert.firing("orders", SINCE).severity("P1").at(3, START),
                GivenAlert.firing("orders", SINCE)
                        .severity("P1")
                        .acknowledged("kim")
                        .at(4, START),
                GivenAlert.firing("orders", SINCE)
                        .severity("P1")
                        .acknowledged("kim")
                        .at(5, START));

        assertThat(told()).containsExactly("trigger f-orders", "trigger f-orders", "acknowledge f-orders");
    }

    @Test
    void oneAlertInTroubleKeepsItsOrderAndNoOtherBack() {
        server.answer(post -> Reply.of(post.body().toString().contains("f-orders") ? 500 : 202));
        run(
                GivenAlert.firing("orders", SINCE).at(1, START),
                GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(3)).at(2, START),
                GivenAlert.firing("payments", SINCE).at(3, START));
        assertThat(told()).containsExactly("trigger f-orders", "trigger f-payments");
        assertThat(courier.firstWaiting("alerts-0")).isEqualTo(1);

        server.answer(post -> Reply.of(202));
        pass(1_000);

        assertThat(told())
                .containsExactly("trigger f-orders", "trigger f-payments", "trigger f-orders", "resolve f-orders");
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        server.answer(post -> new Reply(429, Map.of("Retry-After", "120")));
        run(GivenAlert.firing("orders", SINCE).at(1, START));
        server.answer(post -> Reply.of(202));
        run(GivenAlert.firing("payments", SINCE).at(2, START));
        pass(119_999);
        assertThat(told()).containsExactly("trigger f-orders");

        pass(1);

        assertThat(told()).containsExactly("trigger f-orders", "trigger f-orders", "trigger f-payments");
    }

    @Test
    void whatIsRefusedBecomesADeadLetterAndTheNextGoesOn() {
        server.answer(post -> Reply.of(post.body().path("event_action").asText().equals("trigger") ? 400 : 202));
        run(
                GivenAlert.firing("orders", SINCE).at(1, START),
                GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(3)).at(2, START));

        assertThat(dead).containsExactly("1 HTTP 400");
        assertThat(told()).containsExactly("trigger f-orders", "resolve f-orders");
    }

    @Test
    void aWrongSecretIsTriedForAWhileBecauseItCanBeMended() {
        server.answer(post -> Reply.of(403));
        run(GivenAlert.firing("orders", SINCE).at(1, START));
        pass(60_000);
        assertThat(dead).isEmpty();

        pass(3_600_000);

        assertThat(dead).containsExactly("1 HTTP 403, for 3660 s");
    }

    @Test
    void onlyTheSeveritiesThatAreWantedAndTheEndOfWhatWasTold() {
        start(Map.of("severities", "P1"));
        run(
                GivenAlert.firing("orders", SINCE).at(1, START),
                GivenAlert.firing("payments", SINCE).severity("P1").at(2, START),
                GivenAlert.resolved("payments", SINCE, SINCE.plusSeconds(3)).at(3, START),
                GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(3)).at(4, START));

        assertThat(told()).containsExactly("trigger f-payments", "resolve f-payments");
    }
}
