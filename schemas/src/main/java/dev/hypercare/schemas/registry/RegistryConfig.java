package dev.hypercare.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema registry is and how to speak to it. No secret shows in {@link #toString}.
 *
 * @param urls at least one, tried in turn; each may have a path, such as {@code http://host/apis/ccompat/v7}; none has a user
 * @param credentials who asks
 * @param trust the certificates to trust; null for those of the JVM
 * @param identity the client's own certificate; null for none
 * @param connectTimeout for a connection
 * @param requestTimeout for a whole exchange, from connecting to the last byte
 * @param attempts how often all URLs are tried before giving up, at least 1
 * @param backOff pause after the first failed attempt; doubles with each further one, at most 5 s
 */
public record RegistryConfig(
        List<URI> urls,
        Credentials credentials,
        @Nullable KeyStoreSource trust,
        @Nullable KeyStoreSource identity,
        Duration connectTimeout,
        Duration requestTimeout,
        int attempts,
        Duration backOff) {

    /** Error: {@link IllegalArgumentException} for no URL, one that is not http(s) or no attempt. */
    public RegistryConfig {
        urls = urls.stream().map(RegistryConfig::checked).toList();
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("no schema registry URL (expected: one such as http://127.0.0.1:18081)");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: 1 or more)");
        }
    }

    /** One registry without authentication, with the default timeouts. */
    public static RegistryConfig of(String url) {
        return fromProperties(Map.of(RegistryProperties.URL, url));
    }

    /**
     * Reads the configuration from Confluent's names ({@link RegistryProperties} lists them); other names are left alone.
     * Error: {@link IllegalArgumentException} naming the property and what was expected.
     */
    public static RegistryConfig fromProperties(Map<String, ?> properties) {
        return new RegistryProperties(properties).read();
    }

    /** The URLs, comma separated, for messages. */
    public String place() {
        return String.join(", ", urls.stream().map(URI::toString).toList());
    }

    private static URI checked(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw new IllegalArgumentException("schema registry URL of host " + url.getHost()
                    + " (expected: http://host:port or https://host:port/prefix, without user or query)");
        }
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : url;
    }
}
