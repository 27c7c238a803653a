package dev.hypercare.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hypercare.contract.Topics;
import dev.hypercare.receiver.ConnectWorker;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.serde.AvroDeserializer;
import dev.hypercare.streams.ClusterConfig;
import dev.hypercare.streams.TopicTail;
import dev.hypercare.testdata.AccessLogGenerator;
import dev.hypercare.testdata.Replayer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of all applications, whose KPIs Debezium's sink writes into a real PostgreSQL by our configuration. */
class PostgresKpisTest {
    private static final int LINES = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    @Test
    void theKpisOfARunAreThoseOfTheTopicEachOnceInItsLatestVersion() throws Exception {
        try (RealPostgres postgres = RealPostgres.start();
                RunningFlow services = new RunningFlow(directory)) {
            publish(services, lines(LINES));
            await().atMost(PATIENCE).until(() -> calls(topic(services)) == LINES);

            try (ConnectWorker worker =
                    new ConnectWorker(services.bootstrap(), Map.of("plugin.path", RealPostgres.SINKS.toString()))) {
                worker.run(
                        "postgres",
                        postgres.connector("postgresql-kpis.json", "hypercare.kpis-1m.v1", services.registryUrl()));
                awaitEqual(services, postgres, worker);
                // Late ones, which correct windows, and a second reading of some records.
                worker.restartTask("postgres");
                publish(services, lines(LINES / 4));
                await().atMost(PATIENCE).until(() -> calls(topic(services)) == LINES + LINES / 4);
                awaitEqual(services, postgres, worker);
            }
            assertThat(topic(services).values()).as("some were corrected").anyMatch(kpi -> kpi.getVersion() > 1);
        }
    }

    private static void awaitEqual(RunningFlow services, RealPostgres postgres, ConnectWorker worker) throws Exception {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() ->
                        assertThat(rows(postgres)).as(worker.status("postgres")).isEqualTo(expected(topic(services))));
        try (Connection connection = postgres.connection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*), count(DISTINCT (series, window_start)),"
                        + " (SELECT count(*) FROM hypercare.kpis_1m_latest) FROM hypercare.kpis_1m")) {
            count.next();
            assertThat(count.getLong(1)).isGreaterThanOrEqualTo(count.getLong(2));
            assertThat(count.getLong(3)).isEqualTo(count.getLong(2));
        }
    }

    /** What the view has to say: figures of every kind, as text. */
    private static Map<String, String> expected(Map<String, Kpi> kpis) {
        Map<String, String> rows = new TreeMap<>();
        kpis.forEach((key, kpi) -> rows.put(
                key,
                kpi.getEpoch() + " " + kpi.getVersion() + " " + kpi.getCalls() + " " + kpi.getFailed() + " "
                        + kpi.getLateCalls() + " " + kpi.getAvailability() + " " + kpi.getCallsPerSecond() + " "
                        + kpi.getLatency().getP99Micros() + " "
                        + kpi.getLatency().getSumMicros() + " "
                        + kpi.getLatency().getHistogram().getCounts() + " " + new TreeMap<>(kpi.getStatuses()) + " "
                        + kpi.getLabels().get("api") + " " + kpi.getSlowestTraceId() + " " + kpi.getConsumers() + " "
                        + (kpi.getConsumerSketch() == null
                                ? -1
                                : kpi.getConsumerSketch().remaining())));
        return rows;
    }

    private static Map<String, String> rows(RealPostgres postgres) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = postgres.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT *, extract(epoch FROM window_start)::bigint AS seconds, labels->>'api' AS api,"
                                + " (SELECT string_agg(value, ', ') FROM jsonb_array_elements_text(latency_histogram->'counts')) AS counts,"
                                + " (SELECT string_agg(key || '=' || value, ', ' ORDER BY key) FROM jsonb_each_text(statuses)) AS told,"
                                + " coalesce(octet_length(consumer_sketch), -1) AS sketch FROM hypercare.kpis_1m_latest")) {
            while (row.next()) {
                Object availability = row.getObject("availability");
                rows.put(
                        row.getString("series") + "@" + Instant.ofEpochSecond(row.getLong("seconds")),
                        row.getInt("epoch") + " " + row.getInt("version") + " " + row.getLong("calls") + " "
                                + row.getLong("failed") + " " + row.getLong("late_calls") + " " + availability + " "
                                + row.getDouble("calls_per_second") + " " + row.getLong("latency_p99_micros") + " "
                                + row.getLong("latency_sum_micros") + " [" + text(row, "counts") + "] {"
                                + text(row, "told") + "} " + row.getString("api") + " "
                                + row.getString("slowest_trace_id") + " " + row.getLong("consumers") + " "
                                + row.getInt("sketch"));
            }
        }
        return rows;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }

    private static long calls(Map<String, Kpi> kpis) {
        return kpis.values().stream()
                .filter(kpi -> kpi.getView().equals("api"))
                .mapToLong(Kpi::getCalls)
                .sum();
    }

    /** The newest record of each key of the topic. */
    private static Map<String, Kpi> topic(RunningFlow services) {
        Map<String, Kpi> newest = new HashMap<>();
        ClusterConfig cluster = ClusterConfig.DEFAULT.at(services.bootstrap());
        try (TopicTail<Kpi> tail = new TopicTail<>(
                        cluster.client(), "hypercare.kpis-1m.v1", new AvroDeserializer<>(services.schemas(), Kpi.class))
                .fromBeginning()) {
            do {
                tail.poll(Duration.ofMillis(300)).forEach(message -> {
                    Kpi kpi = message.value();
                    if (kpi != null) {
                        newest.put(kpi.getSeries() + "@" + kpi.getWindowStart(), kpi);
                    }
                });
            } while (!tail.atEnd());
        }
        return newest;
    }

    private static List<byte[]> lines(int count) {
        long start = Instant.now().minus(Duration.ofMinutes(10)).toEpochMilli();
        return AccessLogGenerator.lines(
                AccessLogGenerator.Spec.of(count, count, start).perSecond(40).malformed(0));
    }

    private static void publish(RunningFlow services, List<byte[]> lines) {
        try (var producer = Replayer.producer(services.bootstrap(), Map.of())) {
            for (byte[] line : lines) {
                var unused = producer.send(new ProducerRecord<>("hypercare." + Topics.RAW_NGINX.name() + ".v1", line));
            }
            producer.flush();
        }
    }
}
