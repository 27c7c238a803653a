package dev.hypercare.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** An HTTP server that keeps what is posted to it and answers as it is told. */
public final class RecordingServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was posted. */
    public record Posted(String path, Map<String, List<String>> headers, JsonNode body) {}

    /** What is answered. */
    public record Reply(int status, Map<String, String> headers) {
        public static Reply of(int status) {
            return new Reply(status, Map.of());
        }
    }

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Function<Posted, Reply> replies = any -> Reply.of(200);

    public RecordingServer() throws IOException {
        this(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0));
    }

    /** One that speaks TLS and is known as localhost. */
    public static RecordingServer withTls(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new RecordingServer(server);
    }

    private RecordingServer(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", exchange -> {
            Posted one = new Posted(
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    JSON.readTree(exchange.getRequestBody().readAllBytes()));
            posted.add(one);
            Reply reply = replies.apply(one);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), -1);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return (server instanceof HttpsServer ? "https://localhost:" : "http://127.0.0.1:")
                + server.getAddress().getPort();
    }

    public List<Posted> posted() {
        return posted;
    }

    public void answer(Function<Posted, Reply> with) {
        replies = with;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
