package dev.hypercare.bench.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One client that asks all instances as much as it can from its beginning to its end: good questions, wrong types, huge ranges, broken bodies. */
final class QueryFlood implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS_OF_EACH = 16;
    private static final int PROBLEM_BYTES = 4096;
    private static final int EVERY_WHICH_IS_SENT = 9;
    private static final List<String> QUESTIONS = List.of(
            "kpis?view=api,route,method&from=-1d&step=5m&limit=10000",
            "kpis?view=api&from=0001-01-01T00:00:00Z&to=now&step=10s&limit=10000",
            "kpis?view=api&from=-99999d",
            "kpis?api=api-1&percentiles=NaN",
            "kpis?view=api&limit=-1",
            "kpis?view=api&cursor=AAAAAAAAAAAAAAAA",
            "kpis?view=api&step=7s",
            "top?by=route&kpi=p99&from=-1h&limit=1000",
            "top?by=nothing&kpi=speed",
            "pareto?by=api&kpi=calls&from=-1d",
            "heatmap?view=api,route,method&from=-1d",
            "heatmap?view=api&from=yesterday",
            "compare?by=api&from=1e999",
            "series?view=api,route,method&limit=10000",
            "alerts?state=nonsense",
            "nowhere");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final FloodAnswers answers;
    private final ExecutorService clients;
    private volatile boolean over;

    /** @param answers where they are counted */
    QueryFlood(List<InstanceNode> instances, FloodAnswers answers) {
        this.answers = answers;
        clients = Executors.newFixedThreadPool(CLIENTS_OF_EACH * instances.size());
        List<String> urls = new ArrayList<>();
        instances.forEach(instance -> urls.add(instance.url()));
        for (int i = 0; i < CLIENTS_OF_EACH * urls.size(); i++) {
            int first = i;
            clients.execute(() -> ask(urls.get(first % urls.size()), first));
        }
    }

    private void ask(String url, int first) {
        for (int i = first; !over; i++) {
            String question = QUESTIONS.get(i % QUESTIONS.size());
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1/" + question))
                    .timeout(PATIENCE);
            boolean sends = i % EVERY_WHICH_IS_SENT == 0;
            if (sends) {
                request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("[".repeat(9999)));
            }
            long began = System.nanoTime();
            int status = FloodAnswers.NONE;
            String body;
            try {
                HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
                body = head(answer);
                status = answer.statusCode();
            } catch (IOException e) {
                body = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            answers.note((sends ? "POST " : "") + question, status, body, System.nanoTime() - began);
        }
    }

    /** So much of an answer as a problem has at most; all of it is read, and no more is kept. */
    private static String head(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            byte[] head = body.readNBytes(PROBLEM_BYTES);
            body.transferTo(OutputStream.nullOutputStream());
            return new String(head, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        over = true;
        clients.shutdown();
        try {
            if (!clients.awaitTermination(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                clients.shutdownNow();
            }
        } catch (InterruptedException e) {
            clients.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
