package dev.hypercare.shippers;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real NGINX with the log of {@code deploy/shippers/nginx-calls.conf}, a backend that answers and one that is down. */
final class RealNginx implements AutoCloseable {
    static final String PACKAGE = "nginx-light";
    /** How long the slow route takes at least. */
    static final long SLOW_MICROS = 120_000;

    private static final String LOG = "/var/log/nginx/calls.log";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Integer> answered = new LinkedHashMap<>();
    private final HttpServer backend;
    private final RealProgram program;
    private final Path folder;
    private final int port;

    RealNginx(String nginx, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        // Its workers are nobody where root starts it, and open the log of calls again.
        Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        port = RealProgram.freePort();
        backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        backend.setExecutor(Executors.newFixedThreadPool(4));
        backend.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/v1/slow")) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(SLOW_MICROS + 5_000));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        backend.start();
        Path format = RealProgram.configured(folder, "shippers/nginx-calls.conf", Map.of(LOG, log().toString()));
        Path config = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                worker_processes 2;
                pid %1$s/pid;
                error_log %1$s/error.log;
                events { worker_connections 256; }
                http {
                  include %2$s;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  add_header X-Request-Id $request_id always;
                  server {
                    listen 127.0.0.1:%3$d;
                    location /v1/ { proxy_pass http://127.0.0.1:%4$d; }
                    location /v1/gone/ { proxy_pass http://127.0.0.1:%5$d; }
                    location /missing { return 404; }
                  }
                }
                """.formatted(
                        folder, format, port, backend.getAddress().getPort(), RealProgram.freePort()));
        program = RealProgram.start(folder.resolve("output"), nginx, "-p", folder.toString(), "-c", config.toString());
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
    }

    /** The log of calls. */
    Path log() {
        return folder.resolve("calls.log");
    }

    /** What was answered so far: the status by the id of the request. */
    Map<String, Integer> answered() {
        return answered;
    }

    /** Sends ordinary requests of a few kinds, one after the other. */
    void send(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            get(
                    switch (i % 10) {
                        case 3 -> "/missing";
                        case 7 -> "/v1/gone/" + i;
                        default -> "/v1/orders/" + (8000 + i) + "?x=%22" + i;
                    });
        }
    }

    /** Sends one request; the answer is its id. */
    String get(String path) throws Exception {
        HttpResponse<Void> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-Forwarded-For", "198.51.100.23")
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .build(),
                BodyHandlers.discarding());
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        answered.put(id, answer.statusCode());
        return id;
    }

    /** Sends a request with these bytes for a path, as no client of HTTP would; the answer is its id. */
    String getRaw(byte[] path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write("GET ".getBytes(StandardCharsets.US_ASCII));
            out.write(path);
            out.write(
                    " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            String id = answer.replaceAll("(?s).*X-Request-Id: ([0-9a-f]+).*", "$1");
            answered.put(id, Integer.parseInt(answer.substring(9, 12)));
            return id;
        }
    }

    /** Renames the log and makes NGINX open a new one, as logrotate does. */
    void rotate() throws Exception {
        Files.move(log(), folder.resolve("calls.log.1"), StandardCopyOption.REPLACE_EXISTING);
        String pid = Files.readString(folder.resolve("pid")).strip();
        new ProcessBuilder("kill", "-USR1", pid).start().waitFor();
        await().atMost(PATIENCE).until(() -> Files.exists(log()));
    }

    @Override
    public void close() throws IOException {
        program.close();
        backend.stop(0);
    }
}
