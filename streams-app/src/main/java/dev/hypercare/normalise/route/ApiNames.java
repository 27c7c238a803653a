package dev.hypercare.normalise.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the API of a call whose log does not name it. */
public final class ApiNames {
    private static final String ROOT = "root";
    private static final String UNKNOWN = "unknown";

    private final List<ApiMapping> mappings;

    public ApiNames(List<ApiMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /**
     * The mapping with the longest path that fits (with a host before without, then the first); else the gateway's own id; else the
     * first word of the route that is neither {@code api}, {@code rest} nor a version.
     *
     * @param fallback id of a service or route in the gateway
     * @param authority host of the request, with or without port
     * @param path of the request, without query
     * @param route its template
     */
    public String of(@Nullable String fallback, @Nullable String authority, @Nullable String path, String route) {
        ApiMapping mapped = mappings.isEmpty() ? null : mapping(RequestTarget.host(authority), path);
        if (mapped != null) {
            return mapped.name();
        }
        return fallback == null ? firstWord(route) : fallback;
    }

    private @Nullable ApiMapping mapping(@Nullable String host, @Nullable String path) {
        ApiMapping best = null;
        int bestFit = -1;
        for (ApiMapping mapping : mappings) {
            int fit = mapping.fit(host == null ? "" : host, path == null ? "" : path);
            // Twice the length, so that a host decides between equals only.
            int rank = fit < 0 ? -1 : fit * 2 + (mapping.hosts().isEmpty() ? 0 : 1);
            if (rank > bestFit) {
                best = mapping;
                bestFit = rank;
            }
        }
        return best;
    }

    private static String firstWord(String route) {
        if (route.equals("/")) {
            return ROOT;
        }
        int from = 1;
        while (from < route.length()) {
            int to = route.indexOf('/', from);
            to = to < 0 ? route.length() : to;
            String word = route.substring(from, to);
            if (!word.isEmpty() && word.charAt(0) != '{' && !isPrefix(word)) {
                return word;
            }
            from = to + 1;
        }
        return UNKNOWN;
    }

    private static boolean isPrefix(String word) {
        return word.equalsIgnoreCase("api")
                || word.equalsIgnoreCase("rest")
                || word.equals(PathSegment.REST)
                || PathSegment.isVersion(word);
    }
}
