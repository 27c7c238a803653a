package dev.hypercare.normalise.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one route template of all paths that differ in ids only: {@code /v1/orders/8123?x=1} becomes {@code /v1/orders/{id}}. Templates
 * that a person wrote come first. Total on any text, idempotent on its own output, and never longer than {@value #MAX_LENGTH}
 * characters, unless a person's template is.
 */
public final class RouteTemplates {
    /** Longest template made here, characters. */
    public static final int MAX_LENGTH = 512;
    /** Segments after which the rest becomes {@code **}. */
    static final int MAX_SEGMENTS = 16;
    /** The route of a call that asked for no path. */
    public static final String UNKNOWN = "/{unknown}";

    private final List<String[]> patterns = new ArrayList<>();
    private final List<String> written = new ArrayList<>();

    /** @param templates such as {@code /v1/orders/{id}} or, for all below, {@code /files/**}; the first that fits is used */
    public RouteTemplates(List<String> templates) {
        for (String template : templates) {
            patterns.add(segments(template).toArray(String[]::new));
            written.add(template);
        }
    }

    /** Whether a person's template can be used: it begins with a slash, and {@code **} comes last if at all. */
    public static boolean isTemplate(String text) {
        int rest = text.indexOf("/" + PathSegment.REST);
        return text.startsWith("/")
                && text.length() <= MAX_LENGTH
                && text.indexOf('?') < 0
                && (rest < 0 || rest == text.length() - 3);
    }

    /** The template of a request's path; {@link #UNKNOWN} for null. */
    public String of(@Nullable String path) {
        if (path == null) {
            return UNKNOWN;
        }
        List<String> segments = segments(path);
        for (int i = 0; i < patterns.size(); i++) {
            if (fits(patterns.get(i), segments)) {
                return written.get(i);
            }
        }
        StringBuilder template = new StringBuilder(path.length() + 8);
        for (int i = 0; i < segments.size(); i++) {
            String segment = PathSegment.template(segments.get(i));
            if (i == MAX_SEGMENTS || template.length() + 1 + segment.length() > MAX_LENGTH - 3) {
                return template.append('/').append(PathSegment.REST).toString();
            }
            template.append('/').append(segment);
        }
        return template.isEmpty() ? "/" : template.toString();
    }

    /** Words that stand for something in routes themselves. */
    static boolean isReserved(String segment) {
        return segment.equals("{unknown}") || segment.equals(RouteGuard.OVERFLOW);
    }

    private static boolean fits(String[] pattern, List<String> segments) {
        for (int i = 0; i < pattern.length; i++) {
            String wanted = pattern[i];
            if (wanted.equals(PathSegment.REST)) {
                return true;
            }
            if (i == segments.size()) {
                return false;
            }
            String given = segments.get(i);
            boolean variable = wanted.startsWith("{") && wanted.endsWith("}") && !given.equals(PathSegment.REST);
            if (!variable && !wanted.equals(given)) {
                return false;
            }
        }
        return pattern.length == segments.size();
    }

    /** The segments that hold something, without matrix parameters. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(8);
        int from = 0;
        while (from < path.length()) {
            int to = path.indexOf('/', from);
            to = to < 0 ? path.length() : to;
            int end = from;
            while (end < to && path.charAt(end) != ';') {
                end++;
            }
            if (end > from) {
                segments.add(path.substring(from, end));
            }
            from = to + 1;
        }
        return segments;
    }
}
