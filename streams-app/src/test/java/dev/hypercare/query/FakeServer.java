package dev.hypercare.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The query API on what is in the heap, at {@link FakeKpis#START}, and a client of it, for tests. */
public final class FakeServer implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final QueryServer server;

    private FakeServer(AlertReader alerts, MarkBook marks, RuleBoard rules) {
        server = QueryServer.start(
                new QueryConfig("127.0.0.1", 0, false),
                new FakeKpis(),
                alerts,
                marks,
                rules,
                List::of,
                () -> FakeKpis.START);
    }

    /** One with these marks. */
    public static FakeServer of(MarkBook marks) {
        return of(List::of, marks);
    }

    /** One with these rules. */
    public static FakeServer of(RuleBoard rules) {
        return new FakeServer(List::of, new FakeMarks(), rules);
    }

    /** One with these alerts and marks. */
    static FakeServer of(AlertReader alerts, MarkBook marks) {
        return new FakeServer(alerts, marks, RuleBoard.absent("none"));
    }

    /** Where it is. */
    public String url() {
        return server.url();
    }

    HttpResponse<String> post(String path, String body, String type) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
    }
}
