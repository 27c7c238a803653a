package dev.hypercare.query;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets so many questions in as {@link QueryLimits} say, each with a deadline; the others are told when to ask again. */
final class Admission {
    /** So many clients are remembered, those that asked last. */
    private static final int CLIENTS = 10_000;
    /** How long a question waits for a place, milliseconds. */
    private static final long WAIT_MILLIS = 250;
    /** These are cheap, and are asked by those who watch whether this process is well. */
    private static final Set<String> FREE = Set.of("/", "/api/v1/health");

    private static final String BETWEEN_INSTANCES = "/internal/";
    private static final String PLACE = "place";

    private final QueryLimits limits;
    private final LongSupplier nanoTime;
    private final Semaphore places;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CLIENTS;
        }
    };

    /** What a client may still ask, and when that was worked out. */
    private record Bucket(double left, long atNanos) {}

    /** @param nanoTime time that passes, nanoseconds */
    Admission(QueryLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.places = new Semaphore(limits.concurrent());
    }

    /** Lets a request in. Error: {@link ApiProblem} 429 where its client asks too often, 503 where no place becomes free. */
    void enter(Context request) {
        Deadline.set(request, new Deadline(nanoTime.getAsLong() + limits.time().toNanos(), limits.time(), nanoTime));
        // Who answers another instance must not wait for places that its own questions to that instance hold.
        if (isFree(request.path()) || request.path().startsWith(BETWEEN_INSTANCES)) {
            return;
        }
        if (!takes(request.ip())) {
            throw new ApiProblem(
                    429,
                    "Too many questions",
                    "more than " + limits.perSecond() + " a second from " + request.ip(),
                    "Ask less often, or set query.limits.per-second higher.");
        }
        if (!gotPlace()) {
            throw new ApiProblem(
                    503,
                    "Busy",
                    limits.concurrent() + " questions are being answered at present",
                    "Ask again in a moment, or set query.limits.concurrent higher.");
        }
        request.attribute(PLACE, this);
    }

    /** Files of the console are in memory; whoever sees it busy must be able to load it. */
    private static boolean isFree(String path) {
        return FREE.contains(path) || ConsoleResource.has(path);
    }

    /** Is called when a request is over, also where it was not let in. */
    void leave(Context request) {
        if (request.attribute(PLACE) != null) {
            request.attribute(PLACE, null);
            places.release();
        }
    }

    /** Takes one of what a client may ask; false where nothing is left. */
    boolean takes(String client) {
        long now = nanoTime.getAsLong();
        synchronized (buckets) {
            Bucket bucket = buckets.getOrDefault(client, new Bucket(limits.perSecond(), now));
            double gained = (now - bucket.atNanos) * 1e-9 * limits.perSecond();
            double left = Math.min(limits.perSecond(), bucket.left + gained);
            buckets.put(client, new Bucket(left < 1 ? left : left - 1, now));
            return left >= 1;
        }
    }

    private boolean gotPlace() {
        try {
            return places.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
