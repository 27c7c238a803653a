package dev.hypercare.deliver.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends requests and says what the answers mean. Redirects are not followed: they would take secrets elsewhere. Thread-safe. */
public final class HttpSender {
    /** Statuses below 500 after which trying again can help. */
    private static final Set<Integer> AGAIN = Set.of(401, 403, 407, 408, 425, 429);
    /** So that no answer can make us wait for ever, milliseconds. */
    private static final long LONGEST_ASKED_MS = 3_600_000;

    private final HttpClient client;
    private final Duration timeout;
    private final LongSupplier clock;

    /**
     * @param tls null for what Java trusts
     * @param timeout for connecting, and for a whole exchange
     * @param clock epoch ms
     */
    public HttpSender(@Nullable SSLContext tls, Duration timeout, LongSupplier clock) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        this.client = tls == null ? builder.build() : builder.sslContext(tls).build();
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Sends it; the outcome comes within the time-out and never as an exception. */
    public CompletableFuture<SendOutcome> send(OutgoingRequest request) {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(timeout);
            request.headers().forEach(builder::setHeader);
            builder.setHeader("Content-Type", "application/json").POST(BodyPublishers.ofString(request.body()));
            // The time-out of the client ends with the headers of the answer, ours with its last byte.
            return client.sendAsync(builder.build(), BodyHandlers.discarding())
                    .thenApply(this::outcome)
                    .orTimeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(HttpSender::unanswered);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(
                    new SendOutcome(SendOutcome.Kind.REFUSED, 0, 0, "no request can be made of it"));
        }
    }

    private SendOutcome outcome(HttpResponse<?> answer) {
        int status = answer.statusCode();
        SendOutcome.Kind kind = status >= 200 && status < 300
                ? SendOutcome.Kind.DONE
                : status >= 500 || AGAIN.contains(status) ? SendOutcome.Kind.AGAIN : SendOutcome.Kind.REFUSED;
        return new SendOutcome(kind, status, retryAfterMs(answer), "HTTP " + status);
    }

    private long retryAfterMs(HttpResponse<?> answer) {
        String given = answer.headers().firstValue("Retry-After").orElse("").strip();
        if (given.isEmpty()) {
            return 0;
        }
        try {
            long asked = given.chars().allMatch(Character::isDigit)
                    ? Math.multiplyExact(Long.parseLong(given), 1000L)
                    : ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant()
                                    .toEpochMilli()
                            - clock.getAsLong();
            return Math.max(0, Math.min(asked, LONGEST_ASKED_MS));
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            return 0;
        }
    }

    /** Only the kind of trouble: texts of exceptions can repeat an address, which may be a secret. */
    private static SendOutcome unanswered(Throwable thrown) {
        Throwable cause = thrown instanceof java.util.concurrent.CompletionException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
        return new SendOutcome(
                SendOutcome.Kind.AGAIN, 0, 0, "no answer (" + cause.getClass().getSimpleName() + ")");
    }
}
