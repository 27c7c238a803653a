package dev.hypercare.deliver.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.deliver.GivenAlert;
import dev.hypercare.deliver.alert.AlertLinks;
import dev.hypercare.deliver.alert.DeliveredAlert;
import dev.hypercare.deliver.http.OutgoingRequest;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WebhookTemplateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");
    private static final AlertLinks LINKS =
            new AlertLinks("https://hypercare.example/console/", "https://wiki.example");

    private static OutgoingRequest request(String template, String section, DeliveredAlert alert) {
        return WebhookTemplate.shipped(template)
                .request(section, "https://receiver.example", Map.of(), AlertFields.of(alert, LINKS, "s3cr3t"));
    }

    private static JsonNode body(String template, String section, DeliveredAlert alert) throws JsonProcessingException {
        return JSON.readTree(request(template, section, alert).body());
    }

    @Test
    void pagerDutyIsTriggeredAndResolvedByTheFingerprint() throws JsonProcessingException {
        JsonNode body =
                body("pagerduty", "firing", GivenAlert.firing("orders", SINCE).delivered());

        assertThat(body.path("routing_key").asText()).isEqualTo("s3cr3t");
        assertThat(body.path("event_action").asText()).isEqualTo("trigger");
        assertThat(body.path("dedup_key").asText()).isEqualTo("f-orders");
        assertThat(body.path("payload").path("severity").asText()).isEqualTo("error");
        assertThat(body.path("payload").path("timestamp").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(body.path("payload")
                        .path("custom_details")
                        .path("evidence")
                        .path("error_ratio")
                        .doubleValue())
                .isEqualTo(0.31);
        assertThat(body.path("links")).hasSize(2);
        assertThat(body.path("payload").has("group")).as("no tenant, no field").isFalse();
        JsonNode end = body(
                "pagerduty",
                "resolved",
                GivenAlert.resolved("orders", SINCE, SINCE).delivered());
        assertThat(end.toString())
                .isEqualTo("{\"routing_key\":\"s3cr3t\",\"event_action\":\"resolve\",\"dedup_key\":\"f-orders\"}");
    }

    @Test
    void opsgenieIsClosedByTheAlias() throws JsonProcessingException {
        OutgoingRequest open =
                request("opsgenie", "firing", GivenAlert.firing("orders", SINCE).delivered());
        OutgoingRequest close = request(
                "opsgenie",
                "resolved",
                GivenAlert.resolved("orders", SINCE, SINCE).delivered());

        assertThat(open.headers()).containsEntry("Authorization", "GenieKey s3cr3t");
        assertThat(JSON.readTree(open.body()).path("alias").asText()).isEqualTo("f-orders");
        assertThat(JSON.readTree(open.body()).path("priority").asText()).isEqualTo("P2");
        assertThat(close.uri().toString())
                .isEqualTo("https://receiver.example/v2/alerts/f-orders/close?identifierType=alias");
    }

    @Test
    void slackAndTeamsGetWhatPeopleRead() throws JsonProcessingException {
        DeliveredAlert alert =
                GivenAlert.firing("orders", SINCE).summary("a <!channel> & *b*").delivered();

        assertThat(body("slack", "firing", alert).path("text").asText()).isEqualTo("P2: a &lt;!channel&gt; &amp; *b*");
        JsonNode card = body("teams", "firing", alert).path("attachments").get(0);
        assertThat(card.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("content").path("body").get(0).path("text").asText())
                .isEqualTo("P2: a \\<!channel\\> & \\*b\\*");
        assertThat(card.path("content")
                        .path("body")
                        .get(2)
                        .path("facts")
                        .get(0)
                        .path("title")
                        .asText())
                .isEqualTo("Series");
    }

    @Test
    void noSecretShowsInWhatIsLogged() {
        OutgoingRequest request =
                request("opsgenie", "firing", GivenAlert.firing("orders", SINCE).delivered());

        assertThat(request.toString()).isEqualTo("POST to receiver.example");
    }

    @Property(tries = 200)
    void noTextBreaksOutOfItsPlace(@ForAll String text) throws JsonProcessingException {
        DeliveredAlert alert = GivenAlert.firing("orders", SINCE).summary(text).delivered();

        JsonNode body = body("json", "firing", alert);
        assertThat(body.path("summary").asText("")).isEqualTo(text);
        for (String template : WebhookTemplate.SHIPPED) {
            assertThat(body(template, "firing", alert).isObject()).isTrue();
            assertThat(request(template, "resolved", alert).uri().getHost()).isEqualTo("receiver.example");
        }
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> WebhookTemplate.parse("mine", """
                        {"firing": {"body": {"a": "{{sumary}}", "b": "{{summary|loud}}", "c": "{{"}}, "resolve": {}}"""))
                .hasMessageContaining("unknown field sumary")
                .hasMessageContaining("unknown filter 'loud'")
                .hasMessageContaining("{{ without a field")
                .hasMessageContaining("unknown key resolve");
        assertThatThrownBy(() -> WebhookTemplate.parse("mine", "{\n\"firing\": "))
                .hasMessageContaining("line 2: not JSON");
    }
}
