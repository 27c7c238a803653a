package dev.hypercare.normalise.route;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a request asked for.
 *
 * @param host lower case, without port; null where the target has none
 * @param path begins with a slash, without query; null where the target has none, as in {@code CONNECT host:443}
 */
public record RequestTarget(@Nullable String host, @Nullable String path) {

    /** Takes a path or a URL apart. Total on any text. */
    public static RequestTarget of(@Nullable String uri) {
        if (uri == null) {
            return new RequestTarget(null, null);
        }
        if (uri.startsWith("/")) {
            return new RequestTarget(null, withoutQuery(uri, 0));
        }
        int scheme = uri.indexOf("://");
        if (scheme <= 0 || scheme > 10) {
            return new RequestTarget(null, null);
        }
        int end = scheme + 3;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        String host = host(uri.substring(scheme + 3, end));
        return new RequestTarget(host, end < uri.length() && uri.charAt(end) == '/' ? withoutQuery(uri, end) : "/");
    }

    /** A host without user and port, lower case; null where nothing is left. */
    static @Nullable String host(@Nullable String authority) {
        if (authority == null) {
            return null;
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.lastIndexOf(':');
        if (port >= 0 && host.indexOf(']', port) < 0 && (host.indexOf(':') == port || host.startsWith("["))) {
            host = host.substring(0, port);
        }
        return host.isEmpty() ? null : host.toLowerCase(Locale.ROOT);
    }

    private static String withoutQuery(String uri, int from) {
        for (int i = from; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '?' || c == '#') {
                return uri.substring(from, i);
            }
        }
        return from == 0 ? uri : uri.substring(from);
    }
}
