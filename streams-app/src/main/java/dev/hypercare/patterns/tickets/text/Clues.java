package dev.hypercare.patterns.tickets.text;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a text names something exact.
 *
 * @param statuses HTTP statuses from 400 to 599, where words beside the number say that it is one
 * @param codes names of errors in lower case, such as upstream_timeout or outofmemoryerror
 * @param routes paths of endpoints, with {id} where a segment is a number or an id
 * @param traceIds trace ids and other ids of requests, in lower case without hyphens
 */
public record Clues(Set<Integer> statuses, Set<String> codes, Set<String> routes, Set<String> traceIds) {
    private static final int MOST = 20;
    /** Words of a number's neighbours that make it a status. */
    private static final Set<String> BESIDE = Set.of(
            "http",
            "https",
            "status",
            "error",
            "errors",
            "code",
            "codes",
            "response",
            "responses",
            "return",
            "returns",
            "returned",
            "returning",
            "fails",
            "failed",
            "failing",
            "gateway",
            "unavailable",
            "unauthorized",
            "unauthorised",
            "forbidden",
            "timeout",
            "timeouts",
            "throws",
            "gives",
            "gave",
            "answers",
            "answered",
            "internal",
            "server",
            "receive",
            "receiving",
            "received");

    private static final Pattern TRACE = Pattern.compile("(?<![0-9A-Za-z])(?:00-)?([0-9a-fA-F]{32})(?![0-9A-Za-z])"
            + "|(?<![0-9A-Za-z-])([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})(?![0-9A-Za-z-])"
            + "|(?<![0-9A-Za-z])([0-9a-fA-F]{16})(?![0-9A-Za-z])");
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w/.:])(/[A-Za-z][\\w.~%-]{0,80}(?:/[\\w.~%{}:*-]{1,80}){0,12})");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]{1,200}(/[\\w.~%{}:*/-]{1,400})");
    private static final Pattern CODE = Pattern.compile(
            "(?<![\\w/])([A-Za-z][A-Za-z0-9]{1,40}(?:_[A-Za-z0-9]{1,40}){1,8}|[A-Z][A-Za-z0-9]{2,60}(?:Exception|Error)|E[0-9]{3,6})(?![\\w/])");
    private static final Pattern VARIABLE = Pattern.compile(
            "\\{[^/]*}|[0-9]+|[0-9a-fA-F]{12,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,30}|(?=[^/]*[0-9][^/]*[0-9])[A-Za-z0-9_-]{8,}");

    /** In order, because some keep only the first ones: a set of another order in each JVM would make a replay remember others. */
    public Clues {
        statuses = inOrder(statuses);
        codes = inOrder(codes);
        routes = inOrder(routes);
        traceIds = inOrder(traceIds);
    }

    private static <T> Set<T> inOrder(Set<T> all) {
        return Collections.unmodifiableSet(new TreeSet<>(all));
    }

    /** Those of the first 4,000 characters of a text, at most 20 of a kind. */
    public static Clues of(String text) {
        String read = text.length() > PlainWords.LONGEST_TEXT ? text.substring(0, PlainWords.LONGEST_TEXT) : text;
        Set<String> routes = new TreeSet<>();
        for (String path : found(PATH, read)) {
            routes.add(masked(path));
        }
        for (String path : found(URL, read)) {
            routes.add(masked(path));
        }
        Set<String> traces = new TreeSet<>();
        for (String id : found(TRACE, read)) {
            if (isMixed(id)) {
                traces.add(traceId(id));
            }
        }
        Set<String> codes = new TreeSet<>();
        found(CODE, read).forEach(code -> codes.add(code.toLowerCase(Locale.ROOT)));
        return new Clues(statuses(PlainWords.of(read)), codes, routes, traces);
    }

    /** A trace id as they are compared: lower case, no hyphens. */
    public static String traceId(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** A path with {id} for its numbers and ids; what varies in a route template becomes the same. */
    public static String masked(String path) {
        String trimmed = path.replaceAll("[.:,;)]+$", "");
        StringBuilder masked = new StringBuilder();
        for (String segment : trimmed.split("/")) {
            if (!segment.isEmpty()) {
                masked.append('/').append(VARIABLE.matcher(segment).matches() ? "{id}" : segment);
            }
        }
        return masked.isEmpty() ? "/" : masked.toString();
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return statuses.isEmpty() && codes.isEmpty() && routes.isEmpty() && traceIds.isEmpty();
    }

    private static Set<Integer> statuses(List<String> words) {
        Set<Integer> statuses = new TreeSet<>();
        for (int i = 0; i < words.size() && statuses.size() < MOST; i++) {
            String word = words.get(i);
            if (word.length() == 3 && (word.charAt(0) == '4' || word.charAt(0) == '5') && isBeside(words, i)) {
                try {
                    statuses.add(Integer.parseInt(word));
                } catch (NumberFormatException e) {
                    // Such as 5xx: no single status.
                    continue;
                }
            }
        }
        return statuses;
    }

    private static boolean isBeside(List<String> words, int at) {
        for (int i = Math.max(0, at - 2); i <= Math.min(words.size() - 1, at + 2); i++) {
            if (BESIDE.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> all = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (all.size() < MOST && matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    all.add(matcher.group(group));
                }
            }
        }
        return all;
    }

    /** Digits alone are an order number as likely as an id of a trace. */
    private static boolean isMixed(String id) {
        return id.chars().anyMatch(c -> c > '9') && id.chars().anyMatch(Character::isDigit);
    }
}
