package dev.hypercare.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A registry in this JVM that answers {@code GET /schemas/ids/N} over HTTP, which is all that readers ask. */
public final class TestRegistry implements AutoCloseable {
    private final SchemaRegistry schemas = new InMemoryRegistry();
    private final HttpServer server;

    public TestRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/schemas/ids/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            byte[] answer = new ObjectMapper()
                    .writeValueAsString(Map.of("schema", schemas.byId(id).toString()))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** To write with. */
    public SchemaRegistry schemas() {
        return schemas;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
