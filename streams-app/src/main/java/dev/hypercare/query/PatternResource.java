package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternKind;
import dev.hypercare.schemas.events.PatternState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/patterns}: what keeps going wrong, and what is new. */
public final class PatternResource implements QueryResource {
    private static final List<String> COLUMNS = List.of(
            "state",
            "api",
            "recent",
            "usual",
            "total",
            "sinceGoLive",
            "firstSeen",
            "lastSeen",
            "consumers",
            "id",
            "template",
            "reason",
            "sample");

    /** What a person should look at first. */
    private static final List<PatternState> ORDER = List.of(
            PatternState.NEW,
            PatternState.REGRESSED,
            PatternState.SURGING,
            PatternState.RECURRING,
            PatternState.RARE,
            PatternState.QUIET);

    private static final List<String> PARAMETERS = Page.parameters("state", "kind", "api", "since");

    private final PatternReader reader;
    private final TraceTemplate traces;
    private final LongSupplier clock;

    /**
     * Of the patterns that a reader finds.
     *
     * @param traces where traces are shown
     * @param clock now, milliseconds since the epoch, for relative times
     */
    public PatternResource(PatternReader reader, TraceTemplate traces, LongSupplier clock) {
        this.traces = traces;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/patterns?api=X&state=new&since=-1h",
                "patterns of error messages and of tickets, what is new first");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/patterns", this::list);
    }

    /** What is new and what surges first; {@code state}, {@code kind}, {@code api} and {@code since} (seen since then) narrow it down. */
    private void list(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, PARAMETERS);
        check(parameters);
        long since = since(parameters);
        Page<Pattern> page = Page.of(request, parameters);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("patterns");
        ArrayNode notes = json.putArray("notes");
        known(parameters.get("kind"), notes).stream()
                .filter(pattern -> matches(pattern, parameters))
                .filter(pattern -> pattern.getLastSeen().toEpochMilli() >= since)
                .forEach(pattern -> page.add(newsFirst(pattern), pattern));
        page.items().forEach(pattern -> {
            list.add(PatternJson.of(pattern, traces));
            if (isOverflow(pattern)) {
                notes.add(overflow(pattern));
            }
        });
        page.tell(json);
        if (csv) {
            Replies.csv(request, Csv.of(list, COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private static ListPlace newsFirst(Pattern pattern) {
        return ListPlace.of(
                ListPlace.up(ORDER.indexOf(pattern.getState())),
                ListPlace.down(pattern.getRecent()),
                ListPlace.down(pattern.getLastSeen()),
                pattern.getId());
    }

    /** Of both kinds where none is named; where those of tickets cannot be read a note says so. */
    private List<Pattern> known(@Nullable String kind, ArrayNode notes) {
        if (kind != null) {
            return kind(kind) == PatternKind.TICKET ? reader.subjects() : reader.patterns();
        }
        List<Pattern> all = new ArrayList<>(reader.patterns());
        try {
            all.addAll(reader.subjects());
        } catch (NotReadyException e) {
            notes.add("without patterns of tickets: " + e.getMessage());
        }
        return all;
    }

    private static PatternKind kind(String word) {
        return switch (word) {
            case "messages" -> PatternKind.MESSAGE;
            case "tickets" -> PatternKind.TICKET;
            default -> throw ApiProblem.parameter("kind", word, "messages or tickets");
        };
    }

    private static boolean isOverflow(Pattern pattern) {
        return pattern.getKind() == PatternKind.MESSAGE && pattern.getTemplate().equals(PatternRule.OVERFLOW);
    }

    private static String overflow(Pattern pattern) {
        return String.format(
                Locale.ROOT,
                "%s has more different messages than are told apart: %,d calls are counted together, %,d of them in its newest window",
                pattern.getApi(),
                pattern.getTotal(),
                pattern.getRecent());
    }

    private static void check(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (name.equals("state")
                    && Stream.of(PatternState.values())
                            .noneMatch(state -> state.name().equalsIgnoreCase(value))) {
                throw ApiProblem.parameter(name, value, states());
            }
        });
    }

    private static String states() {
        return String.join(
                ", ",
                ORDER.stream()
                        .map(state -> state.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private long since(Map<String, String> parameters) {
        String since = parameters.get("since");
        return since == null ? Long.MIN_VALUE : ParameterValues.time("since", since, clock.getAsLong());
    }

    private static boolean matches(Pattern pattern, Map<String, String> parameters) {
        String state = parameters.get("state");
        String api = parameters.get("api");
        return (state == null || pattern.getState().name().equalsIgnoreCase(state))
                && (api == null || api.equals(pattern.getApi()));
    }
}
