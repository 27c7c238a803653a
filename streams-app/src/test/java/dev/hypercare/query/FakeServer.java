package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.query.access.AccessConfig;
import dev.hypercare.query.access.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The query API on what is in the heap, and a client of it, for tests: the one place where tests start and ask it. */
public final class FakeServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AnswersByTheDocument answers = new AnswersByTheDocument();
    private final HttpClient http;
    private final QueryServer server;

    FakeServer(List<? extends QueryResource> resources) {
        this(resources, QueryLimits.defaults());
    }

    FakeServer(List<? extends QueryResource> resources, QueryLimits limits) {
        this(
                resources,
                new QueryConfig("127.0.0.1", 0, TlsConfig.NONE, AccessConfig.OPEN, PeersConfig.DEFAULT, limits),
                HttpClient.newHttpClient());
    }

    FakeServer(List<? extends QueryResource> resources, QueryConfig config, HttpClient http) {
        this(resources, config, http, Meters.none());
    }

    FakeServer(List<? extends QueryResource> resources, QueryConfig config, HttpClient http, Meters meters) {
        this.http = http;
        List<QueryResource> all = new ArrayList<>(resources);
        all.add(answers);
        server = QueryServer.start(config, all, meters);
    }

    /** One with these marks, at {@link FakeKpis#START}. */
    public static FakeServer of(MarkBook marks) {
        return of(List::of, marks);
    }

    /** One with these rules, at {@link FakeKpis#START}. */
    public static FakeServer of(RuleBoard rules) {
        FakeApi api = new FakeApi();
        api.rules = rules;
        return api.start();
    }

    /** One with these changes, at {@link FakeKpis#START}. */
    public static FakeServer of(ChangeBoard changes) {
        FakeApi api = new FakeApi();
        api.changes = changes;
        return api.start();
    }

    /** One with these alerts and marks, at {@link FakeKpis#START}. */
    static FakeServer of(AlertReader alerts, MarkBook marks) {
        FakeApi api = new FakeApi();
        api.alerts = alerts;
        api.marks = marks;
        return api.start();
    }

    /** Where it is. */
    public String url() {
        return server.url();
    }

    /** Every route, as {@code GET /api/v1/kpis}. */
    List<String> routes() {
        return server.routes();
    }

    /** Its port. */
    public int port() {
        return server.port();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The body of the answer to a GET, which has to have this status. */
    JsonNode json(String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != status) {
            throw new AssertionError(
                    "GET " + path + ": " + response.statusCode() + ", not " + status + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** The answer to a request with a token, or without one where it is null. */
    HttpResponse<String> as(String token, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(token == null ? request : request.header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> post(String path, String body, String type) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** The answer to any request; of one that goes on, only that it has begun. */
    HttpResponse<InputStream> begun(String method, String path, String body, List<String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<InputStream> response = http.send(
                headers.isEmpty()
                        ? request.build()
                        : request.headers(headers.toArray(String[]::new)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")) {
            response.body().close();
        }
        return response;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.build();
        HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
        ApiContract.problem(
                        built.method(),
                        built.uri().getRawPath(),
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(null),
                        response.body())
                .ifPresent(problem -> {
                    throw new AssertionError("not by the OpenAPI document: " + problem);
                });
        return response;
    }

    @Override
    public void close() {
        server.close();
        answers.check();
    }
}
