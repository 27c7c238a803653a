package dev.hypercare.deliver.http;

import java.net.URI;
import java.util.Map;

/**
 * A POST of JSON. It may hold secrets: {@link #toString} tells the host only.
 *
 * @param headers beside Content-Type
 */
public record OutgoingRequest(URI uri, Map<String, String> headers, String body) {
    @Override
    public String toString() {
        return "POST to " + uri.getHost();
    }
}
