package dev.hypercare.bench.sidebyside;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A server on the loopback address that answers each body with a text, and free ports there. */
final class Loopback implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final HttpServer server;
    private final ExecutorService threads;

    /** @param answer makes the answer from the body of a request */
    Loopback(String name, UnaryOperator<String> answer) {
        threads = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
        server.createContext("/", exchange -> reply(exchange, answer));
        server.setExecutor(threads);
        server.start();
    }

    private static void reply(HttpExchange exchange, UnaryOperator<String> answer) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] text = answer.apply(body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    /** Host and port. */
    String address() {
        return HOST + ":" + server.getAddress().getPort();
    }

    /** So many addresses that were free a moment ago. */
    static List<String> freeAddresses(int count) {
        List<ServerSocket> taken = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST));
                taken.add(socket);
                addresses.add(HOST + ":" + socket.getLocalPort());
            }
            for (ServerSocket socket : taken) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
        return addresses;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
