package dev.hypercare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hypercare.contract.Topics;
import dev.hypercare.schemas.events.DeadLetter;
import dev.hypercare.schemas.events.Signal;
import dev.hypercare.schemas.events.SignalStatus;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other systems post to their raw topics is on the topics of reports, and a ticket has its case. */
class ReportsWholeFlowTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    @Test
    void whatOtherSystemsPostIsReadAsSignalsTicketsChangesAndFeedback() throws Exception {
        Path file = Files.writeString(
                directory.resolve("hypercare.yaml"),
                "normalise: {formats: [nginx, apisix, alertmanager, jira, change, feedback]}\npatterns: {tickets: {settle: 1s}}\n");
        Instant now = Instant.now();
        try (EmbeddedFlow flow = new EmbeddedFlow(directory, PipelineConfig.load(file))) {
            flow.tickBy(System::currentTimeMillis);
            String alert =
                    "{\"alerts\":[{\"status\":\"%s\",\"labels\":{\"alertname\":\"Down\",\"severity\":\"critical\"},"
                            + "\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"fingerprint\":\"f1\"}]}";
            publish(flow, "alertmanager", alert.formatted("firing", now.minusSeconds(60), "0001-01-01T00:00:00Z"));
            publish(flow, "alertmanager", alert.formatted("resolved", now.minusSeconds(60), now.minusSeconds(1)));
            publish(
                    flow,
                    "jira",
                    "{\"timestamp\":" + now.toEpochMilli()
                            + ",\"webhookEvent\":\"jira:issue_created\",\"issue\":{\"key\":"
                            + "\"SHOP-12\",\"fields\":{\"summary\":\"Cannot pay\",\"created\":\"" + now.minusSeconds(5)
                            + "\",\"status\":{\"name\":\"To Do\"}}}}");
            publish(flow, "change", "{\"id\":\"c-1\",\"api\":\"payments\",\"version\":\"1.8.2\"}");
            publish(flow, "feedback", "{\"id\":\"s-1\",\"kind\":\"csat\",\"score\":4}");
            publish(flow, "feedback", "{\"id\":\"s-2\",\"kind\":\"csat\",\"score\":6}");

            Awaitility.await().atMost(LONG).untilAsserted(() -> {
                assertThat(flow.read(Topics.SIGNALS))
                        .extracting(Signal::getId, Signal::getStatus)
                        .containsExactlyInAnyOrder(
                                tuple("alertmanager:f1", SignalStatus.FIRING),
                                tuple("alertmanager:f1", SignalStatus.RESOLVED));
                assertThat(flow.read(Topics.TICKETS)).extracting(Ticket::getId).containsExactly("jira:SHOP-12");
                assertThat(flow.read(Topics.CHANGES)).singleElement().satisfies(change -> {
                    assertThat(change.getId()).isEqualTo("c-1");
                    assertThat(change.getUsedFrom())
                            .isAfterOrEqualTo(change.getTakenAt().plusSeconds(3));
                });
                assertThat(flow.read(Topics.FEEDBACK)).hasSize(1);
                assertThat(flow.read(Topics.DEAD_LETTERS))
                        .extracting(DeadLetter::getField)
                        .containsExactly("score");
            });
            Awaitility.await()
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(flow.read(Topics.TICKET_CASES))
                            .extracting(TicketCase::getId)
                            .contains("jira:SHOP-12"));
        }
    }

    private static void publish(EmbeddedFlow flow, String format, String record) {
        flow.publish(Topics.raw(format), List.of(record.getBytes(UTF_8)));
    }
}
