package dev.hypercare.normalise.route;

import java.util.List;

/**
 * Which calls belong to an API.
 *
 * @param name of the API
 * @param hosts lower case; any when empty
 * @param paths prefixes of whole segments, such as {@code /v1/pay}; any when empty
 */
public record ApiMapping(String name, List<String> hosts, List<String> paths) {
    public ApiMapping {
        hosts = List.copyOf(hosts);
        paths = List.copyOf(paths);
    }

    /** Length of the longest of its paths that is a prefix of this one, 0 where any path fits; -1 where the call is not its own. */
    int fit(String host, String path) {
        if (!hosts.isEmpty() && !hosts.contains(host)) {
            return -1;
        }
        int longest = paths.isEmpty() ? 0 : -1;
        for (String prefix : paths) {
            int length = prefix.endsWith("/") ? prefix.length() - 1 : prefix.length();
            boolean fits = path.startsWith(prefix.substring(0, length))
                    && (path.length() == length || path.charAt(length) == '/');
            longest = fits ? Math.max(longest, length) : longest;
        }
        return longest;
    }
}
