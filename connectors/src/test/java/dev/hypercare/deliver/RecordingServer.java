package dev.hypercare.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

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
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
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
        return "http://127.0.0.1:" + server.getAddress().getPort();
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
