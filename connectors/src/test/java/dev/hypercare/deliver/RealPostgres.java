package dev.hypercare.deliver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A real PostgreSQL with our tables, and Debezium's sink to write them. Skips the test where one of both is not there. */
final class RealPostgres implements AutoCloseable {
    /** What a worker that writes to it needs in {@code plugin.path}. */
    static final Path SINKS = Path.of("target/sinks-of-others").toAbsolutePath();

    private final EmbeddedPostgres server;

    private RealPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static RealPostgres start() throws IOException, SQLException {
        assumeTrue(
                Files.isDirectory(SINKS.resolve("debezium-connector-jdbc")),
                "Debezium's sink is not there: it is unpacked by a build without -Dquick");
        RealPostgres started = new RealPostgres(server());
        try (Connection connection = started.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(ShippedConnector.ROOT.resolve("deploy/sql/postgresql.sql")));
        }
        return started;
    }

    Connection connection() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** A configuration that ships, for this database; what goes wrong fails the task, so that it is seen. */
    Map<String, String> connector(String shipped, String topic, String registryUrl) throws IOException {
        Map<String, String> connector = new HashMap<>(ShippedConnector.read(shipped));
        connector.put("topics", topic);
        connector.put("value.converter.schema.registry.url", registryUrl);
        connector.put("connection.url", server.getJdbcUrl("postgres", "postgres") + "&currentSchema=hypercare");
        connector.put("connection.username", "postgres");
        connector.put("connection.password", "postgres");
        connector.put("errors.tolerance", "none");
        connector.remove("errors.deadletterqueue.topic.name");
        return connector;
    }

    /** Skips where PostgreSQL cannot run, such as for root without user namespaces. */
    private static EmbeddedPostgres server() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        } catch (IOException | RuntimeException e) {
            assumeTrue(false, "PostgreSQL cannot run here: " + e.getMessage());
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
