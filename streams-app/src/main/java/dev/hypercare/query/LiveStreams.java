package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.access.AskedBy;
import dev.hypercare.query.access.Visitor;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that are told again whenever they change, as Server-Sent Events. One thread reads for all who listen, each question of the same person once a
 * round, through the same readers as every other question: it shows what is committed, and to each what they may see.
 */
final class LiveStreams implements AutoCloseable {
    static final String TYPE = "text/event-stream";
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final String NAME = "live";
    /** How soon a browser comes back that was cut off, milliseconds. */
    private static final int RETRY_MILLIS = 2000;

    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Whoever takes nothing for so long is let go. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final QueryLimits limits;
    private final AccessGuard access;
    private final Admission admission;
    private final LongSupplier nanoTime;
    private final Set<Listener> listeners = new HashSet<>();
    private final ScheduledExecutorService reading = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "query-live");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    /** Somebody who listens. Only the reading thread changes it. */
    private static final class Listener {
        final LiveStream stream;
        final String path;
        final String question;
        final Function<Deadline, ObjectNode> answer;
        final @Nullable String authorization;
        final String client;

        @Nullable
        String known;

        long toldAt;
        long takenAt;

        Listener(LiveStream stream, Context request, Function<Deadline, ObjectNode> answer, String client, long now) {
            this.stream = stream;
            this.path = request.path();
            this.question = request.path() + "?" + request.queryString();
            this.answer = answer;
            this.authorization = request.header("Authorization");
            this.client = client;
            this.known = request.header("Last-Event-ID");
            this.toldAt = now;
            this.takenAt = now;
        }
    }

    /** What a question has for an answer at present. */
    private record Told(@Nullable String id, String kind, String body) {
        String text() {
            return "retry: " + RETRY_MILLIS + "\n" + (id == null ? "" : "id: " + id + "\n") + "event: " + kind
                    + "\ndata: " + body + "\n\n";
        }

        String mark() {
            return id == null ? body : id;
        }
    }

    /** @param nanoTime time that passes, nanoseconds */
    LiveStreams(QueryLimits limits, AccessGuard access, Admission admission, LongSupplier nanoTime) {
        this.admission = admission;
        this.limits = limits;
        this.access = access;
        this.nanoTime = nanoTime;
    }

    /** Begins to read, once every so often. */
    void start(long everyMillis) {
        Future<?> unused = reading.scheduleWithFixedDelay(this::round, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    static void set(Context request, LiveStreams streams) {
        request.attribute(NAME, streams);
    }

    /** Whether a request wants to listen. */
    static boolean isWanted(Context request) {
        String accept = request.header("Accept");
        return request.queryParam("format") == null && accept != null && accept.startsWith(TYPE);
    }

    /**
     * Goes on to answer a request for as long as it listens. Error: {@link ApiProblem} where too many do already.
     *
     * @param answer reads it anew; was called once before, so that what is wrong with the question is told as to everybody
     */
    static void open(Context request, Function<Deadline, ObjectNode> answer) {
        LiveStreams streams = request.attribute(NAME);
        if (streams == null) {
            throw new ApiProblem(503, "Busy", "no streams are answered", "Ask without Accept: " + TYPE + ".");
        }
        streams.listen(request, answer);
    }

    private void listen(Context request, Function<Deadline, ObjectNode> answer) {
        Visitor visitor = AskedBy.visitor();
        boolean named = visitor != Visitor.ANYBODY && visitor != Visitor.NOBODY;
        String client = named ? "token " + visitor.name() : request.ip();
        ServletOutputStream out = out(request);
        LiveStream stream = new LiveStream(out);
        Listener listener = new Listener(stream, request, answer, client, nanoTime.getAsLong());
        synchronized (listeners) {
            admit(client);
            listeners.add(listener);
        }
        Future<?> unused = stream.over().whenComplete((nothing, gone) -> {
            synchronized (listeners) {
                listeners.remove(listener);
            }
        });
        // Whoever listens takes no place of those who ask.
        admission.leave(request);
        request.contentType(TYPE).header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
        request.future(() -> {
            request.req().getAsyncContext().setTimeout(0);
            stream.tell(": listening\n\n");
            out.setWriteListener(stream);
            reading.execute(() -> read(listener, new HashMap<>()));
            return stream.over();
        });
    }

    private void admit(String client) {
        if (closed || listeners.size() >= limits.streams()) {
            throw new ApiProblem(
                    503,
                    "Busy",
                    limits.streams() + " streams are open",
                    "Ask again and again without Accept: " + TYPE + ", or set query.limits.streams higher.");
        }
        long own = listeners.stream().filter(one -> one.client.equals(client)).count();
        if (2 * own >= Math.max(2, limits.streams())) {
            throw new ApiProblem(
                    429,
                    "Too many questions",
                    own + " streams of " + client + " are open",
                    "Close some, or set query.limits.streams higher.");
        }
    }

    private static ServletOutputStream out(Context request) {
        try {
            return request.res().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void round() {
        List<Listener> now;
        synchronized (listeners) {
            now = List.copyOf(listeners);
        }
        Map<String, Told> read = new HashMap<>();
        now.forEach(one -> read(one, read));
    }

    /** Tells one what is new. Error: none; a fault is logged, and the others are told all the same. */
    private void read(Listener one, Map<String, Told> read) {
        try {
            Visitor visitor = access.visitor("GET", one.path, one.authorization);
            String key = visitor.name() + "\n" + visitor.tenants() + "\n" + one.question;
            tell(one, read.computeIfAbsent(key, unseen -> told(one, visitor)));
        } catch (ApiProblem refused) {
            end(one, refused);
        } catch (RuntimeException e) {
            LOG.error("{} cannot be told to {}", one.path, one.client, e);
            one.stream.over().complete(null);
        } finally {
            AskedBy.end();
            FreshnessLog.begin();
        }
    }

    private Told told(Listener one, Visitor visitor) {
        AskedBy.begin(visitor);
        FreshnessLog.begin();
        try {
            ObjectNode answer = one.answer.apply(Deadline.within(limits.time()));
            Freshness freshness = FreshnessLog.noted();
            if (freshness != null) {
                FreshnessJson.add(freshness, answer);
            }
            String body = answer.toString();
            return new Told(Replies.tag(TYPE, body).replace("\"", ""), "answer", body);
        } catch (NotReadyException e) {
            return problem(
                    new ApiProblem(503, "Not ready", String.valueOf(e.getMessage()), "It is tried again."), one.path);
        } catch (ApiProblem e) {
            return problem(e, one.path);
        }
    }

    private static Told problem(ApiProblem problem, String path) {
        JsonNode body = problem.body(path);
        return new Told(null, "problem", body.toString());
    }

    private void tell(Listener one, Told told) {
        long now = nanoTime.getAsLong();
        if (!one.stream.isBehind()) {
            one.takenAt = now;
        } else if (now - one.takenAt > PATIENCE_NANOS) {
            one.stream.over().complete(null);
            return;
        }
        if (!told.mark().equals(one.known)) {
            one.known = told.mark();
            one.toldAt = now;
            one.stream.tell(told.text());
        } else if (now - one.toldAt > HEARTBEAT_NANOS && !one.stream.isBehind()) {
            one.toldAt = now;
            one.stream.tell(": still here\n\n");
        }
    }

    private static void end(Listener one, ApiProblem why) {
        one.stream.tell(new Told(null, "end", why.body(one.path).toString()).text());
        one.stream.over().complete(null);
    }

    /** Ends all of them. */
    @Override
    public void close() {
        reading.shutdownNow();
        List<Listener> last;
        synchronized (listeners) {
            closed = true;
            last = List.copyOf(listeners);
        }
        last.forEach(one ->
                end(one, new ApiProblem(503, "Busy", "this instance stops", "Ask another one, or again later.")));
    }
}
