package dev.hypercare.receiver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hypercare.receiver.config.GivenProperties;
import dev.hypercare.receiver.config.ReceiverConfig;
import dev.hypercare.receiver.inbox.Inbox;
import dev.hypercare.receiver.inbox.RecentIds;
import dev.hypercare.receiver.inbox.Taken;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpListenerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKEN_HASH = "a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3";

    private final Inbox inbox = new Inbox(10, 100_000, Map.of("in", new RecentIds(10)));
    private HttpListener listener;

    @AfterEach
    void stop() {
        inbox.stop();
        if (listener != null) {
            listener.close();
        }
    }

    @Test
    void answersAfterTheAcknowledgementOnlyAndTellsDuplicates() throws Exception {
        listen("paths.in.id.header", "X-Delivery");
        CompletableFuture<HttpResponse<String>> answer = post("{\"password\":\"x\"}", "X-Delivery", "1");
        List<Taken> taken = taken();
        assertThat(answer).isNotDone();
        assertThat(taken.get(0).delivery().parts().get(0).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"password\":\"***\"}");

        inbox.acknowledged(taken.get(0).delivery());

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(json(answer)).hasToString("{\"records\":1,\"duplicate\":false}");
        assertThat(json(post("{}", "X-Delivery", "1"))).hasToString("{\"records\":1,\"duplicate\":true}");
    }

    @Test
    void refusesWhatIsWrongAndSaysWhatToDo() throws Exception {
        listen("limit.body.bytes", "100", "limit.inflated.bytes", "1000", "paths.in.batch", "json-array");

        refused(post("{"), 400, "line 1");
        refused(send(request("/other").POST(BodyPublishers.ofString("{}"))), 404, "paths.*.path");
        refused(send(request("/in").GET()), 405, "POST");
        refused(post("x".repeat(101)), 413, "100 bytes");
        refused(
                send(request("/in")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[5000])))),
                413,
                "100 bytes");
        refused(post(gzip(new byte[5000]), "Content-Encoding", "gzip"), 413, "1000 bytes");
        refused(post("{}", "Content-Type", "text/xml"), 415, "application/json");
        refused(post("{}", "Content-Type", "application/json; charset=latin1"), 415, "UTF-8");
        refused(post("{}", "Content-Encoding", "br"), 415, "gzip");
        assertThat(json(post("[]"))).hasToString("{\"records\":0,\"duplicate\":false}");
    }

    @Test
    void asksForTheTokenBeforeItReads() throws Exception {
        listen("paths.in.auth", "token", "paths.in.token.sha256s", TOKEN_HASH);

        refused(post("{"), 401, "Authorization");
        refused(post("{", "Authorization", "Bearer 1234"), 401, "not one of this path");
        refused(post("{", "Authorization", "Bearer 123"), 400, "JSON");
    }

    @Test
    void tellsWhoComesTooManyToComeBack() throws Exception {
        listen("paths.in.batch", "lines", "queue.retry.after.s", "7");
        CompletableFuture<HttpResponse<String>> first = post("1\n2\n3\n4\n5\n6\n7\n8\n9\n10");
        List<Taken> taken = taken();

        HttpResponse<String> second = post("11").join();
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("7");

        for (int i = 0; i < 10; i++) {
            inbox.acknowledged(taken.get(0).delivery());
        }
        assertThat(json(first)).hasToString("{\"records\":10,\"duplicate\":false}");
    }

    @Test
    void tellsAClientThatSendsTooFastToComeBack() throws Exception {
        listen("rate.client.requests", "1", "paths.in.batch", "json-array");
        List<HttpResponse<String>> answers = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(post("[]").join());
        }

        HttpResponse<String> tooMany = answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(answers.get(0).statusCode()).isEqualTo(200);
        assertThat(tooMany.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(tooMany.body()).contains("more than 1 requests in a second");
    }

    @Test
    void answersInTimeWhenKafkaDoesNot() throws Exception {
        listen("listener.deadline.ms", "200");

        refused(post("{}"), 503, "in time");
        assertThat(inbox.level().records()).isZero();
    }

    @Test
    void tellsAllWhoWaitWhenItStops() throws Exception {
        listen();
        CompletableFuture<HttpResponse<String>> answer = post("{}");
        taken();

        inbox.stop();
        listener.close();

        refused(answer, 503, "stopping");
    }

    @Test
    void saysHowItIs() throws Exception {
        listen();
        assertThat(json(send(request("/health").GET())).get("status").asText()).isEqualTo("running");

        inbox.stop();

        assertThat(send(request("/health").GET()).join().statusCode()).isEqualTo(503);
    }

    private void listen(String... keysAndValues) {
        listener = new HttpListener(ReceiverConfig.of(GivenProperties.with(keysAndValues)), inbox);
        listener.start();
    }

    private List<Taken> taken() throws InterruptedException {
        List<Taken> taken = List.of();
        while (taken.isEmpty()) {
            taken = inbox.take(100, 20_000);
        }
        return taken;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.port() + path));
    }

    private CompletableFuture<HttpResponse<String>> post(String body, String... headers) {
        return post(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private CompletableFuture<HttpResponse<String>> post(byte[] body, String... headers) {
        HttpRequest.Builder request = request("/in").POST(BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static void refused(CompletableFuture<HttpResponse<String>> answer, int status, String detail)
            throws Exception {
        assertThat(answer.join().statusCode()).as(answer.join().body()).isEqualTo(status);
        assertThat(answer.join().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).get("detail").asText()).contains(detail);
    }

    private static JsonNode json(CompletableFuture<HttpResponse<String>> answer) throws Exception {
        return new ObjectMapper().readTree(answer.join().body());
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
