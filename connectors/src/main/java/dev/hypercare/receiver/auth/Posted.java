package dev.hypercare.receiver.auth;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before its body.
 *
 * @param headers a header's value by its name in any case, or null
 * @param certificates of the client, its own first; empty where it showed none
 */
public record Posted(Function<String, @Nullable String> headers, List<X509Certificate> certificates) {
    /** A header's value, or null. */
    public @Nullable String header(String name) {
        return headers.apply(name);
    }
}
