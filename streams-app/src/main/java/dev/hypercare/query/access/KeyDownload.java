package dev.hypercare.query.access;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fetches the public keys of a provider: so many bytes at most, in so much time, from the very address, without being led elsewhere. */
final class KeyDownload implements ResourceRetriever {
    private static final int MOST_BYTES = 200_000;
    private static final int OK = 200;

    private final HttpClient http;
    private final Duration patience;

    /** @param ca PEM: authorities that the server is trusted by; null for those of Java */
    KeyDownload(@Nullable Path ca, Duration patience) {
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(patience);
        if (ca != null) {
            builder.sslContext(TrustedAuthorities.context("query.access.oidc.ca", ca, null));
        }
        this.http = builder.build();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.toString()))
                .timeout(patience)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    throw new IOException("status " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new IOException("more than " + MOST_BYTES + " bytes");
                }
                return new Resource(new String(bytes, StandardCharsets.UTF_8), "application/json");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
