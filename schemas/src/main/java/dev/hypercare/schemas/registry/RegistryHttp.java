package dev.hypercare.schemas.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry over HTTP: tries each URL in turn and, when none answers, all of them again after a pause. What passes by itself is
 * tried again (no connection, no answer in time, 5xx, 429); any other refusal is final.
 */
final class RegistryHttp {
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final long MAX_PAUSE_MS = 5_000;

    private sealed interface Outcome {}

    /** An answer with a status below 500, 429 excepted. */
    record Answer(int status, String body, URI url) implements Outcome {}

    /** A failed attempt that may pass: what to say when it does not, and how long the server wants us to wait. */
    private record Failure(RegistryException error, long retryAfterMs) implements Outcome {}

    private final RegistryConfig config;
    private final LongConsumer pause;
    private final HttpClient client;
    private volatile int preferred;

    /** @param pause waits for a number of milliseconds */
    RegistryHttp(RegistryConfig config, LongConsumer pause) {
        this.config = config;
        this.pause = pause;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                // A redirect would take the credentials to another place.
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(Tls.context(config.trust(), config.identity()))
                .build();
    }

    /** Error: {@link RegistryException} when no URL gave an {@link Answer}. */
    Answer ask(String method, String path, @Nullable String body) {
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = askInTurn(method, path, body);
            if (outcome instanceof Answer answer) {
                return answer;
            }
            Failure failure = (Failure) outcome;
            if (attempt >= config.attempts()) {
                throw failure.error();
            }
            long backOff = config.backOff().toMillis() << Math.min(attempt - 1, 10);
            long wait = Math.min(MAX_PAUSE_MS, Math.max(backOff, failure.retryAfterMs()));
            LOG.warn("{}; trying again in {} ms", failure.error().getMessage(), wait);
            pause.accept(wait);
        }
    }

    /** The first answer, from the URL that answered last on; the failure of the last URL when none answers. */
    private Outcome askInTurn(String method, String path, @Nullable String body) {
        int first = preferred;
        for (int i = 0; ; i++) {
            int index = (first + i) % config.urls().size();
            Outcome outcome = exchange(config.urls().get(index), method, path, body);
            if (outcome instanceof Answer) {
                preferred = index;
            }
            if (outcome instanceof Answer || i == config.urls().size() - 1) {
                return outcome;
            }
        }
    }

    private Outcome exchange(URI base, String method, String path, @Nullable String body) {
        try {
            HttpResponse<byte[]> response = send(request(base, method, path, body));
            String text = new String(response.body(), StandardCharsets.UTF_8);
            int status = response.statusCode();
            if (status < 500 && status != 429) {
                return new Answer(status, text, base);
            }
            long wait = response.headers()
                            .firstValue("Retry-After")
                            .map(RegistryHttp::seconds)
                            .orElse(0L)
                    * 1000;
            return new Failure(refusal(new Answer(status, text, base)), wait);
        } catch (SSLException e) {
            throw new RegistryException(
                    "schema registry " + base + ": no trusted TLS connection (" + Reasons.of(e)
                            + "); give its certificate as trust store",
                    e);
        } catch (IOException e) {
            return new Failure(unreachable(base, Reasons.of(e), e), 0);
        } catch (TimeoutException e) {
            return new Failure(unreachable(base, "no answer within " + shown(config.requestTimeout()), e), 0);
        }
    }

    private HttpRequest request(URI base, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(config.requestTimeout())
                .header("Accept", JSON + ", application/json")
                .header("Content-Type", JSON)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        String authorization = config.credentials().header();
        return (authorization.isEmpty() ? request : request.header("Authorization", authorization)).build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, TimeoutException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new LimitedBody());
        try {
            // The timeout of a request ends with its headers; this one covers the body too.
            return answer.get(config.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while asking the schema registry", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** What an answer that is not a success means. */
    RegistryException refusal(Answer answer) {
        RegistryError error = RegistryError.read(answer.body());
        String reason = config.credentials().hideIn(error.message());
        String what = switch (answer.status()) {
            case 401 -> "did not accept the credentials (401): check user and password or token";
            case 403 -> "does not allow this to these credentials (403)";
            case 301, 302, 303, 307, 308 -> "redirects elsewhere (" + answer.status() + "): give the final URL";
            default ->
                "answered " + answer.status() + (error.code() == 0 ? "" : " (" + error.code() + ")")
                        + (reason.isEmpty() ? "" : ": " + reason);
        };
        return new RegistryException("schema registry " + answer.url() + " " + what, answer.status(), error.code());
    }

    private static RegistryException unreachable(URI base, String reason, Throwable cause) {
        return new RegistryException(
                "schema registry " + base + " cannot be reached: " + reason + "; start it or set registry.url", cause);
    }

    private static long seconds(String retryAfter) {
        try {
            return Math.max(0, Math.min(60, Long.parseLong(retryAfter.trim())));
        } catch (NumberFormatException e) {
            return 0; // A date; the usual back-off will do.
        }
    }

    private static String shown(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
