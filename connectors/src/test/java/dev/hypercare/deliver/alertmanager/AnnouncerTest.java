package dev.hypercare.deliver.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.deliver.GivenAlert;
import dev.hypercare.deliver.RecordingServer;
import dev.hypercare.deliver.RecordingServer.Reply;
import dev.hypercare.deliver.alert.Transition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final long START = 1_800_000_000_000L;
    private static final Instant SINCE = Instant.ofEpochMilli(START - 5_000);

    private final AtomicLong clock = new AtomicLong(START);
    private final List<String> refused = new ArrayList<>();
    private RecordingServer first;
    private RecordingServer second;
    private AlertBoard board;
    private Announcer announcer;

    @BeforeEach
    void start() throws IOException {
        first = new RecordingServer();
        second = new RecordingServer();
        start(Map.of());
    }

    private void start(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "alertmanager.urls", first.url() + "," + second.url() + "/prefix/",
                "labels", "environment=test",
                "console.url", "https://hypercare.example/console/",
                "runbook.url", "https://wiki.example/"));
        properties.putAll(more);
        AlertmanagerConfig config = AlertmanagerConfig.of(properties);
        board = new AlertBoard(config.words(), config.expireMs());
        announcer = new Announcer(config, board, (transition, why) -> refused.add(why), clock::get);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private void take(Transition transition) {
        board.take(transition, clock.get());
        announcer.announce();
    }

    private void pass(long millis) {
        clock.addAndGet(millis);
        announcer.announce();
    }

    private static JsonNode alert(RecordingServer server, int post) {
        return server.posted().get(post).body().get(0);
    }

    @Test
    void everyAlertmanagerIsToldWithEvidenceAndLinks() {
        take(GivenAlert.firing("orders", SINCE).at(1, START));

        assertThat(first.posted()).hasSize(1);
        assertThat(first.posted().get(0).path()).isEqualTo("/api/v2/alerts");
        assertThat(second.posted().get(0).path()).isEqualTo("/prefix/api/v2/alerts");
        JsonNode alert = alert(first, 0);
        assertThat(alert.path("labels").toString())
                .isEqualTo(
                        "{\"alertname\":\"api-errors\",\"api\":\"orders\",\"environment\":\"test\",\"severity\":\"P2\"}");
        assertThat(alert.path("annotations").path("evidence").asText()).isEqualTo("calls=120, error_ratio=0.31");
        assertThat(alert.path("annotations").path("runbook_url").asText())
                .isEqualTo("https://wiki.example/docs/runbooks/api-errors.md");
        assertThat(alert.path("generatorURL").asText()).isEqualTo("https://hypercare.example/console/?alert=f-orders");
        assertThat(alert.path("startsAt").asText()).isEqualTo(SINCE.toString());
        assertThat(alert.path("endsAt").asText())
                .isEqualTo(Instant.ofEpochMilli(START + 300_000).toString());
    }

    @Test
    void whatFiresIsPostedAgainBeforeItExpiresAlsoWithoutARecord() {
        take(GivenAlert.firing("orders", SINCE).at(1, START));
        pass(59_000);
        assertThat(first.posted()).hasSize(1);
        pass(1_000);

        assertThat(first.posted()).hasSize(2);
        assertThat(alert(first, 1).path("endsAt").asText())
                .isEqualTo(Instant.ofEpochMilli(START + 360_000).toString());
    }

    @Test
    void theEndIsToldOnceAndNothingAfterIt() {
        take(GivenAlert.firing("orders", SINCE).at(1, START));
        assertThat(announcer.firstNeeded("alerts-0")).isEqualTo(1);
        take(GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(3)).at(2, START));
        pass(120_000);

        assertThat(first.posted()).hasSize(2);
        assertThat(alert(first, 1).path("endsAt").asText())
                .isEqualTo(SINCE.plusSeconds(3).toString());
        assertThat(alert(first, 0).path("annotations").path("state").asText()).isEqualTo("FIRING");
        assertThat(alert(first, 1).path("annotations").path("state").asText()).isEqualTo("RESOLVED");
        assertThat(announcer.firstNeeded("alerts-0")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void oneThatIsDownIsToldWhenItIsBackAndTheOtherDoesNotWait() {
        second.answer(any -> Reply.of(503));
        take(GivenAlert.firing("orders", SINCE).at(1, START));
        take(GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(3)).at(2, START));
        assertThat(first.posted()).hasSize(2);
        assertThat(announcer.firstNeeded("alerts-0")).isEqualTo(2);

        second.answer(any -> Reply.of(200));
        pass(40_000);

        assertThat(alert(second, second.posted().size() - 1).path("endsAt").asText())
                .isEqualTo(SINCE.plusSeconds(3).toString());
        assertThat(announcer.firstNeeded("alerts-0")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withAnyOneIsEnoughToBeDelivered() {
        start(Map.of("deliver.to", "any"));
        second.answer(any -> Reply.of(500));
        take(GivenAlert.firing("orders", SINCE).at(1, START));
        take(GivenAlert.resolved("orders", SINCE, SINCE.plusSeconds(3)).at(2, START));

        assertThat(announcer.firstNeeded("alerts-0")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anotherSeverityIsAnotherAlertThereAndEndsTheOneBefore() {
        take(GivenAlert.firing("orders", SINCE).at(1, START));
        take(GivenAlert.firing("orders", SINCE).severity("P1").at(2, START + 1));

        JsonNode both = first.posted().get(1).body();
        assertThat(both).hasSize(2);
        assertThat(both.get(0).path("labels").path("severity").asText()).isEqualTo("P2");
        assertThat(both.get(0).path("endsAt").asText())
                .isEqualTo(Instant.ofEpochMilli(START).toString());
        assertThat(both.get(1).path("labels").path("severity").asText()).isEqualTo("P1");
    }

    @Test
    void historicAndSuppressedOnesAreNotTold() {
        take(GivenAlert.firing("orders", SINCE).historic().at(1, START));
        take(GivenAlert.firing("payments", SINCE).suppressed("maintenance").at(2, START));

        assertThat(first.posted()).isEmpty();
    }

    @Test
    void maintenanceIsNoEnd() {
        take(GivenAlert.firing("orders", SINCE).at(1, START));
        take(GivenAlert.firing("orders", SINCE).suppressed("maintenance").at(2, START));
        pass(60_000);

        assertThat(first.posted()).hasSize(2);
        assertThat(Instant.parse(alert(first, 1).path("endsAt").asText())).isAfter(Instant.ofEpochMilli(clock.get()));
    }

    @Test
    void theWatchdogIsKeptAliveByItsMakerOnly() {
        take(GivenAlert.firing("x", SINCE).watchdog().at(1, START));
        assertThat(alert(first, 0).path("endsAt").asText())
                .isEqualTo(Instant.ofEpochMilli(START + 120_000).toString());
        pass(100_000);
        assertThat(first.posted()).hasSize(1);

        take(GivenAlert.firing("x", SINCE).watchdog().at(2, START + 100_000));
        assertThat(first.posted()).hasSize(2);
    }

    @Test
    void oneThatIsRefusedKeepsNoOtherBack() {
        first.answer(post -> Reply.of(post.body().toString().contains("bad") ? 400 : 200));
        board.take(GivenAlert.firing("bad", SINCE).at(1, START), START);
        board.take(GivenAlert.firing("orders", SINCE).at(2, START), START);
        announcer.announce();

        assertThat(refused).hasSize(1);
        assertThat(first.posted()).hasSize(3);
        assertThat(alert(first, 2).path("labels").path("api").asText()).isEqualTo("orders");
    }
}
