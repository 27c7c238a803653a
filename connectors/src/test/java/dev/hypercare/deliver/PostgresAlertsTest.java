package dev.hypercare.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.embedded.EmbeddedBroker;
import dev.hypercare.receiver.ConnectWorker;
import dev.hypercare.schemas.events.Alert;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our alerts, which Debezium's sink writes into a real PostgreSQL by our configuration. */
class PostgresAlertsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    @Test
    void everyTransitionIsARowOnceAndTheViewHasThePresentState() throws Exception {
        Instant since = Instant.now().minusSeconds(120).truncatedTo(ChronoUnit.MILLIS);
        try (RealPostgres postgres = RealPostgres.start();
                TestRegistry registry = new TestRegistry();
                EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), "127.0.0.1", 0);
                AlertTopic topic = new AlertTopic(broker, registry);
                ConnectWorker worker = new ConnectWorker(
                        broker.bootstrapServers(), Map.of("plugin.path", RealPostgres.SINKS.toString()))) {
            List<Alert> sent = new ArrayList<>();
            sent.add(topic.send(GivenAlert.firing("orders", since)));
            sent.add(
                    topic.send(GivenAlert.firing("orders", since).severity("P1").acknowledged("ann")));
            sent.add(topic.send(GivenAlert.firing("pay", since).historic()));
            sent.add(topic.send(GivenAlert.firing("search", since).suppressed("maintenance")));
            Map<String, String> connector =
                    postgres.connector("postgresql-alerts.json", AlertTopic.NAME, registry.url());
            worker.run("alerts", connector);
            awaitRows(postgres, worker, sent);

            sent.add(topic.send(GivenAlert.resolved("orders", since, since.plusSeconds(60))));
            awaitRows(postgres, worker, sent);
            assertThat(rows(postgres, "alerts_latest"))
                    .containsExactlyInAnyOrder(row(sent.get(4)), row(sent.get(2)), row(sent.get(3)));

            // Another connector has a group of its own and reads everything once more.
            worker.run("again", connector);
            sent.add(topic.send(GivenAlert.firing("last", since)));
            awaitRows(postgres, worker, sent);
        }
    }

    private static void awaitRows(RealPostgres postgres, ConnectWorker worker, List<Alert> sent) {
        List<String> expected = sent.stream().map(PostgresAlertsTest::row).toList();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(rows(postgres, "alerts"))
                        .as(worker.status("alerts"))
                        .containsExactlyInAnyOrderElementsOf(expected));
    }

    private static String row(Alert alert) {
        return String.join(
                " | ",
                alert.getFingerprint(),
                alert.getRule(),
                alert.getState().name(),
                alert.getSeverity(),
                alert.getSummary(),
                "" + alert.getStartedAt(),
                "" + alert.getFiredAt(),
                "" + alert.getResolvedAt(),
                alert.getLabels().get("api"),
                alert.getEvidence().get("calls") + " " + alert.getEvidence().get("error_ratio"),
                "" + alert.getSuppression(),
                "" + alert.getAcknowledgedBy(),
                "" + alert.getHistoric());
    }

    private static List<String> rows(RealPostgres postgres, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = postgres.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT *, labels->>'api' AS api, evidence->>'calls' AS calls,"
                        + " evidence->>'error_ratio' AS error_ratio FROM hypercare." + table)) {
            while (row.next()) {
                rows.add(String.join(
                        " | ",
                        row.getString("fingerprint"),
                        row.getString("rule"),
                        row.getString("state"),
                        row.getString("severity"),
                        row.getString("summary"),
                        instant(row, "started_at"),
                        instant(row, "fired_at"),
                        instant(row, "resolved_at"),
                        row.getString("api"),
                        row.getDouble("calls") + " " + row.getDouble("error_ratio"),
                        "" + row.getString("suppression"),
                        "" + row.getString("acknowledged_by"),
                        "" + row.getBoolean("historic")));
            }
        }
        return rows;
    }

    private static String instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return "" + (time == null ? null : time.toInstant());
    }
}
