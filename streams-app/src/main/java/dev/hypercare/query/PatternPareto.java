package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.query.contribution.Pareto;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The few patterns that make most of the errors, or subjects that make most of the tickets, as patterns stand now. */
final class PatternPareto {
    private static final Set<String> PARAMETERS = Set.of("by", "kpi", "kind", "api", "tenant", "share", "format");

    private static final Set<String> KPIS = Set.of("recent", "total", "sinceGoLive");

    private PatternPareto() {}

    /**
     * The answer, in the form of that of KPIs. Error: {@link ApiProblem} for a parameter that cannot be used.
     *
     * @param parameters {@code kpi}: {@code recent} (in the window of each pattern), {@code total} or {@code sinceGoLive}; {@code kind}; {@code
     *     api} and {@code tenant} narrow it down
     */
    static ObjectNode of(List<Pattern> patterns, Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (!PARAMETERS.contains(name)) {
                throw ApiProblem.parameter(
                        name,
                        value,
                        "left out; as they stand patterns are counted in their window, since the go-live or in all (kpi=recent,"
                                + " sinceGoLive or total), and narrowed down by kind, api and tenant");
            }
        });
        String kpi = parameters.getOrDefault("kpi", "recent");
        if (!KPIS.contains(kpi)) {
            throw ApiProblem.parameter("kpi", kpi, "recent, total or sinceGoLive");
        }
        double share = ChangeQueryReader.share(parameters.getOrDefault("share", "0.8"));
        PatternKind kind = kind(parameters.getOrDefault("kind", "message"));
        Map<String, Pattern> byId = new TreeMap<>();
        Map<String, Double> amounts = new TreeMap<>();
        for (Pattern pattern : patterns) {
            if (pattern.getKind() == kind
                    && fits(parameters.get("api"), pattern.getApi())
                    && fits(parameters.get("tenant"), pattern.getTenant())) {
                byId.put(pattern.getId(), pattern);
                amounts.put(pattern.getId(), amount(pattern, kpi));
            }
        }
        return json(kpi, share, Pareto.of(amounts, share), byId);
    }

    private static ObjectNode json(String kpi, double share, Pareto pareto, Map<String, Pattern> byId) {
        int few = pareto.parts().size();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kpi", kpi)
                .put("by", "pattern")
                .put("share", share)
                .put("total", pareto.total())
                .put(
                        "sentence",
                        few == 0
                                ? "no pattern has any"
                                : String.format(
                                        Locale.ROOT,
                                        "%d of %d patterns %s %.0f %% of %,.0f",
                                        few,
                                        few + pareto.rest(),
                                        few == 1 ? "makes" : "make",
                                        100 * pareto.parts().get(few - 1).cumulated(),
                                        pareto.total()));
        ArrayNode values = json.putArray("values");
        for (Pareto.Part part : pareto.parts()) {
            Pattern pattern = Objects.requireNonNull(byId.get(part.value()), "parts are of patterns");
            values.addObject()
                    .put("value", part.value())
                    .put("api", pattern.getApi())
                    .put("state", pattern.getState().name())
                    .put("template", pattern.getTemplate())
                    .put("count", part.amount())
                    .put("share", part.share())
                    .put("cumulated", part.cumulated());
        }
        json.putObject("rest")
                .put("values", pareto.rest())
                .put("count", pareto.restAmount())
                .put("share", pareto.total() == 0 ? 0 : pareto.restAmount() / pareto.total());
        return json;
    }

    private static boolean fits(@Nullable String wanted, @Nullable String has) {
        return wanted == null || wanted.equals(has);
    }

    private static double amount(Pattern pattern, String kpi) {
        return switch (kpi) {
            case "recent" -> pattern.getRecent();
            case "total" -> pattern.getTotal();
            case "sinceGoLive" -> pattern.getSinceGoLive() == null ? 0 : pattern.getSinceGoLive();
            default -> throw ApiProblem.parameter("kpi", kpi, "recent, total or sinceGoLive");
        };
    }

    /** Whether a question is for subjects of tickets. */
    static boolean isOfTickets(Map<String, String> parameters) {
        return kind(parameters.getOrDefault("kind", "message")) == PatternKind.TICKET;
    }

    static PatternKind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "message", "messages" -> PatternKind.MESSAGE;
            case "ticket", "tickets" -> PatternKind.TICKET;
            default -> throw ApiProblem.parameter("kind", word, "message or ticket");
        };
    }
}
