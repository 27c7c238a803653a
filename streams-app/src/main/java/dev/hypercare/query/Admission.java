package dev.hypercare.query;

import dev.hypercare.query.access.AskedBy;
import dev.hypercare.query.access.Visitor;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets so many questions in as {@link QueryLimits} say, each with a deadline; the others are told when to ask again. A client is an address, and
 * where tokens are needed the token as well.
 */
final class Admission {
    /** So many clients are remembered, those that asked last. */
    private static final int CLIENTS = 10_000;
    /** How long a question waits for a place, milliseconds. */
    private static final long WAIT_MILLIS = 250;
    /** These are cheap, and are asked by those who watch whether this process is well: no question of others keeps them from an answer. */
    private static final Set<String> WATCHED = Set.of("/", "/api/v1/health", MetricsResource.PATH);

    private static final String PLACE = "place";
    private static final String WHO = "admission";
    private static final String TOO_MANY = "Too many questions";
    private static final String FEWER = "Ask less often, or set query.limits.per-second higher.";

    private final QueryLimits limits;
    private final LongSupplier nanoTime;
    private final Semaphore places;
    /** How many questions of each client wait for a place or have one. */
    private final Map<String, Integer> asking = new HashMap<>();

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
        this.places = new Semaphore(limits.concurrent(), true);
    }

    /** A request has come, of whomever. Error: {@link ApiProblem} 429 where its address asks too often. */
    void arrive(Context request) {
        Deadline.set(request, new Deadline(nanoTime.getAsLong() + limits.time().toNanos(), limits.time(), nanoTime));
        String path = request.path();
        String client = WATCHED.contains(path) ? "watching " + request.ip() : request.ip();
        if (!isUncounted(request) && !takes(client)) {
            throw new ApiProblem(429, TOO_MANY, tooOften(request.ip()), FEWER);
        }
    }

    /**
     * Lets a request in. Error: {@link ApiProblem} 429 where its client asks too often or too much at once, 503 where others have all
     * places.
     */
    void enter(Context request) {
        if (WATCHED.contains(request.path()) || isUncounted(request)) {
            return;
        }
        Visitor visitor = AskedBy.visitor();
        boolean known = visitor != Visitor.ANYBODY && visitor != Visitor.NOBODY;
        String client = known ? "token " + visitor.name() : request.ip();
        if (known && !takes(client)) {
            throw new ApiProblem(429, TOO_MANY, tooOften(client), FEWER);
        }
        // More than that at once would only wait, and keep the threads that others need.
        int came = begin(client);
        if (came > 2 * limits.concurrent() || !gotPlace()) {
            // Those it came with may be gone by now.
            boolean itself = 2 * Math.max(came, end(client)) > Math.max(2, limits.concurrent());
            throw itself
                    ? new ApiProblem(
                            429,
                            TOO_MANY,
                            "too many at once from " + client + "; " + limits.concurrent()
                                    + " can be answered at the same time",
                            "Wait for answers before you ask more, or set query.limits.concurrent higher.")
                    : new ApiProblem(
                            503,
                            "Busy",
                            limits.concurrent() + " questions are being answered at present",
                            "Ask again in a moment, or set query.limits.concurrent higher.");
        }
        request.attribute(PLACE, client);
        request.attribute(WHO, this);
    }

    /** Whose fault it is that reading took too long: that of what its client asked at once, of the question itself, or of what others asked. */
    static ApiProblem blame(Context request, TooSlow slow) {
        String client = request.attribute(PLACE);
        Admission admission = request.attribute(WHO);
        if (client == null || admission == null) {
            return slow;
        }
        String why = String.valueOf(slow.getMessage());
        int of = admission.asking(client);
        if (of > 1) {
            return new ApiProblem(
                    429,
                    TOO_MANY,
                    why + " beside " + (of - 1) + " more from " + client,
                    "Wait for answers before you ask more. " + TooSlow.ADVICE);
        }
        return admission.asking() > 1 ? slow : new ApiProblem(400, TooSlow.TITLE, why, TooSlow.ADVICE);
    }

    private String tooOften(String client) {
        return "more than " + limits.perSecond() + " a second from " + client;
    }

    /**
     * Files of the console are in memory; whoever sees it busy must be able to load it. Who answers another instance must not wait for places
     * that its own questions to that instance hold. Whatever looks at tokens counts, or they could be tried without end.
     */
    private static boolean isUncounted(Context request) {
        return AccessGuard.needsNoToken(request.method().toString(), request.path());
    }

    /** Is called when a request is over, also where it was not let in. */
    void leave(Context request) {
        String client = request.attribute(PLACE);
        if (client != null) {
            request.attribute(PLACE, null);
            places.release();
            end(client);
        }
    }

    /** How many of a client wait for a place or have one. */
    private int asking(String client) {
        synchronized (asking) {
            return asking.getOrDefault(client, 0);
        }
    }

    /** How many of all clients do. */
    private int asking() {
        synchronized (asking) {
            return asking.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** One question more of a client; how many it has then. */
    private int begin(String client) {
        synchronized (asking) {
            return asking.merge(client, 1, Integer::sum);
        }
    }

    /** One question less of a client; how many it had before. */
    private int end(String client) {
        synchronized (asking) {
            int had = asking.getOrDefault(client, 0);
            if (had <= 1) {
                asking.remove(client);
            } else {
                asking.put(client, had - 1);
            }
            return had;
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
