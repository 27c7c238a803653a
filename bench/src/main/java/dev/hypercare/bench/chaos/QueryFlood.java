package dev.hypercare.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One client that asks all instances as much as it can from its beginning to its end: good questions, wrong types, huge ranges, broken bodies. */
final class QueryFlood implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS_OF_EACH = 16;
    private static final int NO_ANSWER = 0;
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
    private final Map<Integer, Long> statuses;
    private final ExecutorService clients;
    private volatile boolean over;

    /** @param statuses where answers are counted by status; 0 is none */
    QueryFlood(List<InstanceNode> instances, ConcurrentSkipListMap<Integer, Long> statuses) {
        this.statuses = statuses;
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
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(url + "/api/v1/" + QUESTIONS.get(i % QUESTIONS.size())))
                    .timeout(PATIENCE);
            if (i % EVERY_WHICH_IS_SENT == 0) {
                request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("[".repeat(9999)));
            }
            int status;
            try {
                status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            } catch (IOException e) {
                status = NO_ANSWER;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            statuses.merge(status, 1L, Long::sum);
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
