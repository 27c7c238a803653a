package dev.hypercare.query;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** {@code /metrics}: what this process tells of itself in numbers, as OpenMetrics where that is asked for, else as Prometheus' own text. */
public final class MetricsResource implements QueryResource {
    static final String PATH = "/metrics";

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    /** It waits for no place among the questions: so many at once must do, whoever asks. */
    private static final int AT_ONCE = 2;

    private final Meters meters;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** Of these numbers. */
    public MetricsResource(Meters meters) {
        this.meters = meters;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(PATH, "how this process is, and if configured its KPIs, for Prometheus");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::metrics);
    }

    private void metrics(Context request) {
        Replies.parameters(request, List.of());
        if (!places.tryAcquire()) {
            throw new ApiProblem(503, "Busy", AT_ONCE + " others ask for metrics now", "Scrape less often.");
        }
        try {
            boolean open = wantsOpenMetrics(request.header("Accept"));
            request.header("Vary", "Accept, Authorization")
                    .contentType(open ? OPEN_METRICS_TYPE : TEXT_TYPE)
                    .result(meters.text(open));
        } finally {
            places.release();
        }
    }

    /** Whether an Accept header names OpenMetrics and does not refuse it; Prometheus prefers it where it names both. */
    static boolean wantsOpenMetrics(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        for (String range : accept.split(",")) {
            String[] parts = range.strip().split(";");
            if (parts[0].strip().equalsIgnoreCase(OPEN_METRICS)) {
                boolean refused = false;
                for (String part : parts) {
                    refused |= part.strip().matches("q=0(\\.0*)?");
                }
                if (!refused) {
                    return true;
                }
            }
        }
        return false;
    }
}
