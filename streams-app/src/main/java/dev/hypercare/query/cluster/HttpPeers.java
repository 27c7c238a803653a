package dev.hypercare.query.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** Asks other instances over HTTP. What proves to them that we are one of them belongs into {@link #signed}, and nowhere else. */
public final class HttpPeers implements PeerCalls {
    /** The header that every request between instances has, and that no web page can send without being asked first. */
    static final String HEADER = "Hypercare-Peer";

    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Predicate<String> mayAsk;

    /** @param mayAsk which hosts may be asked at all */
    public HttpPeers(Predicate<String> mayAsk) {
        this.mayAsk = mayAsk;
    }

    @Override
    public CompletableFuture<byte[]> ask(Peer peer, byte[] request, Duration within) {
        if (!mayAsk.test(peer.host())) {
            return CompletableFuture.failedFuture(
                    new IOException(peer + " is not asked: it is not on this machine and query.allow-remote is false"));
        }
        long begin = System.nanoTime();
        HttpRequest first = request(peer, request, within);
        return http.sendAsync(first, HttpResponse.BodyHandlers.ofByteArray())
                .exceptionallyCompose(e -> {
                    Duration left = within.minusNanos(System.nanoTime() - begin);
                    // A connection that was kept may be one to its dead predecessor.
                    return brokenOff(e) && !left.isNegative() && !left.isZero()
                            ? http.sendAsync(request(peer, request, left), HttpResponse.BodyHandlers.ofByteArray())
                            : CompletableFuture.failedFuture(e);
                })
                .handle((response, e) -> {
                    if (e != null) {
                        throw new CompletionException(new IOException(peer + " does not answer: " + reason(e), e));
                    }
                    if (response.statusCode() != OK) {
                        throw new CompletionException(
                                new IOException(peer + " answers with status " + response.statusCode()));
                    }
                    return response.body();
                });
    }

    private static HttpRequest request(Peer peer, byte[] body, Duration within) {
        return signed(HttpRequest.newBuilder(URI.create("http://" + peer + PartsResource.PATH)))
                .timeout(within)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Says that an instance asks. A secret that instances share is to be added here, and to be checked in {@link PartsResource}. */
    private static HttpRequest.Builder signed(HttpRequest.Builder request) {
        return request.header(HEADER, "1").header("Content-Type", PartsResource.TYPE);
    }

    private static boolean brokenOff(Throwable e) {
        Throwable cause = cause(e);
        return cause instanceof IOException
                && !(cause instanceof ConnectException)
                && !(cause instanceof HttpTimeoutException);
    }

    private static String reason(Throwable e) {
        Throwable cause = cause(e);
        if (cause instanceof HttpTimeoutException) {
            return "not in time";
        }
        return cause instanceof ConnectException
                ? "no connection"
                : String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    }

    private static Throwable cause(Throwable e) {
        Throwable cause = e.getCause();
        return e instanceof CompletionException && cause != null ? cause : e;
    }
}
