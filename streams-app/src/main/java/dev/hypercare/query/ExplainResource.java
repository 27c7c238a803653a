package dev.hypercare.query;

import dev.hypercare.contract.config.Durations;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.query.ExplainReader.Question;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/explain}: what each rule saw of something at a time, and why it fired or did not. */
public final class ExplainResource implements QueryResource {
    private static final List<String> OWN = List.of("at", "rule", "warmUp");
    private static final Duration LONGEST = Duration.ofDays(3);

    private final ExplainReader reader;
    private final List<List<String>> views;
    private final LongSupplier clock;

    /**
     * @param views the views that KPIs are kept for
     * @param clock now, milliseconds since the epoch
     */
    public ExplainResource(ExplainReader reader, List<List<String>> views, LongSupplier clock) {
        this.reader = reader;
        this.views = List.copyOf(views);
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/explain?api=payments&at=-5m", "why rules fired at a time, or did not");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/explain", this::explain);
    }

    private void explain(Context request) {
        Map<String, String> labels = new LinkedHashMap<>(Replies.parameters(request));
        String at = labels.remove("at");
        String rule = labels.remove("rule");
        String warmUp = labels.remove("warmUp");
        TreeSet<String> known = new TreeSet<>();
        views.forEach(known::addAll);
        for (String label : labels.keySet()) {
            if (!known.contains(label)) {
                throw ApiProblem.unknownParameter(label, known, OWN);
            }
        }
        if (labels.isEmpty()) {
            throw ApiProblem.parameter("labels", "none", "what is to be explained, such as api=payments");
        }
        if (at == null) {
            throw ApiProblem.parameter("at", "missing", TimeWords.EXPECTED);
        }
        Question question =
                new Question(labels, ParameterValues.time("at", at, clock.getAsLong()), rule, length(warmUp));
        try {
            Replies.json(request, reader.explain(question, Deadline.of(request)::check));
        } catch (InvalidInput e) {
            throw new ApiProblem(404, "Nothing to explain", String.valueOf(e.getMessage()), e.advice());
        }
    }

    private static @Nullable Duration length(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Duration length = Durations.parse(text);
            if (!length.isNegative() && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Reported below, as one that is too long is.
        }
        throw ApiProblem.parameter("warmUp", text, "a duration up to 3d, such as 30m");
    }
}
