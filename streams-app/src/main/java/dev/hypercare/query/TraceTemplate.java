package dev.hypercare.query;

import dev.hypercare.contract.config.Section;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a tracing UI shows a trace.
 *
 * @param url with {@code {traceId}} where the id belongs; empty for nowhere
 */
public record TraceTemplate(String url) {
    /** Nobody has told. */
    public static final TraceTemplate NONE = new TraceTemplate("");

    private static final String ID = "{traceId}";
    private static final String KEY = "trace-url";

    /** Reads the key {@code query.trace-url}; what is wrong is added to the section's problems. */
    static TraceTemplate read(Section section) {
        TraceTemplate template = new TraceTemplate(section.string(KEY, ""));
        if (!template.url.isEmpty() && !template.isUsable()) {
            section.problem(
                    KEY,
                    template.url,
                    "an http or https URL with {traceId} after the host, such as https://jaeger.example.com/trace/{traceId}");
        }
        return template;
    }

    private boolean isUsable() {
        try {
            URI one = URI.create(url.replace(ID, "0"));
            String host = one.getHost();
            return url.contains(ID)
                    && ("http".equals(one.getScheme()) || "https".equals(one.getScheme()))
                    && host != null
                    && host.equals(URI.create(url.replace(ID, "1")).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The addresses of traces, in their order; none where nobody has told. */
    List<String> urls(List<String> traceIds) {
        return url.isEmpty() ? List.of() : traceIds.stream().map(this::url).toList();
    }

    /** The address of a trace; null for no trace, and where nobody has told. */
    @Nullable
    String urlOf(@Nullable String traceId) {
        return traceId == null || url.isEmpty() ? null : url(traceId);
    }

    private String url(String traceId) {
        return url.replace(
                ID, URLEncoder.encode(traceId, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
