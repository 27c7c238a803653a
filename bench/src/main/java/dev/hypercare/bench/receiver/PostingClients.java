package dev.hypercare.bench.receiver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Senders that post every request until it is answered 2xx, with the same id each time, as gateways and webhooks do. */
final class PostingClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long AGAIN_MILLIS = 50;

    private final URI uri;
    private final int requests;
    private final AnsweredRequests answered;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong repeated = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    PostingClients(URI uri, int requests, AnsweredRequests answered) {
        this.uri = uri;
        this.requests = requests;
        this.answered = answered;
    }

    void start(int clients) {
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(this::postAll, "sender-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** How often something was sent again. */
    long repeated() {
        return repeated.get();
    }

    private void postAll() {
        for (int n = next.getAndIncrement(); n < requests && !stopped; n = next.getAndIncrement()) {
            if (!answered.contains(n)) {
                post(new PostedRequest(n));
            }
        }
    }

    private void post(PostedRequest request) {
        HttpRequest http = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("X-Delivery", request.delivery())
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(request.body()))
                .build();
        try {
            while (!stopped && !isAccepted(http)) {
                repeated.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            stopped = true;
            return;
        }
        if (!stopped) {
            answered.add(request.number());
        }
    }

    private boolean isAccepted(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
