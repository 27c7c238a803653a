package dev.hypercare.query.cluster;

import dev.hypercare.query.access.PeerTrust;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks other instances over HTTP. Each request is signed, see {@link PeerTrust}. */
public final class HttpPeers implements PeerCalls {
    private static final int OK = 200;

    private final HttpClient http;
    private final Predicate<String> mayAsk;
    private final PeerTrust trust;
    private final String scheme;

    /** Over plain HTTP, to whoever believes that we are an instance. */
    public HttpPeers(Predicate<String> mayAsk) {
        this(mayAsk, PeerTrust.open(), null);
    }

    /**
     * @param mayAsk which hosts may be asked at all
     * @param trust proves to them that we are one of them
     * @param tls whom we trust, and our certificate; null for plain HTTP
     */
    public HttpPeers(Predicate<String> mayAsk, PeerTrust trust, @Nullable SSLContext tls) {
        this.mayAsk = mayAsk;
        this.trust = trust;
        this.scheme = tls == null ? "http://" : "https://";
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        this.http = (tls == null ? builder : builder.sslContext(tls)).build();
    }

    @Override
    public CompletableFuture<byte[]> ask(Peer peer, byte[] request, Duration within) {
        if (!mayAsk.test(peer.host())) {
            return CompletableFuture.failedFuture(
                    new IOException(peer + " is not asked: it is not on this machine, and query.tls is not set"));
        }
        if (!trust.canSign()) {
            return CompletableFuture.failedFuture(
                    new IOException(peer + " is not asked: query.peers.secret-file is not set"));
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
                        throw new CompletionException(new IOException(
                                peer + " answers with status " + response.statusCode() + told(response.body())));
                    }
                    return response.body();
                });
    }

    /** Signed anew each time: a signature is good once. */
    private HttpRequest request(Peer peer, byte[] body, Duration within) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + peer + PartsResource.PATH))
                .header("Content-Type", PartsResource.TYPE);
        trust.sign("POST", PartsResource.PATH, body).forEach(request::header);
        return request.timeout(within)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Why, in one line, where that is said in words. */
    private static String told(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.matches("[ -~]{1,200}") ? ": " + text : "";
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
