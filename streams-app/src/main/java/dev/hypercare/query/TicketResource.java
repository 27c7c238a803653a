package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.TicketCase;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** {@code /api/v1/tickets}, what is known of each ticket, and {@code /api/v1/ticket-kpis}, their figures. */
public final class TicketResource implements QueryResource {
    private static final List<String> NAMES = Page.parameters("api", "state", "subject", "category", "priority", "id");
    private static final Set<CaseState> DONE = Set.of(CaseState.RESOLVED, CaseState.CLOSED);
    private static final Set<String> STATES = Arrays.stream(CaseState.values())
            .map(state -> state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.toUnmodifiableSet());

    private final TicketReader reader;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch, for relative times */
    public TicketResource(TicketReader reader, LongSupplier clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/tickets?state=unresolved&api=X&subject=ID",
                "what is known of tickets",
                "/api/v1/ticket-kpis?from=-7d&step=1d&by=category",
                "inflow, backlog, times and satisfaction");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/tickets", this::tickets).get("/api/v1/ticket-kpis", this::kpis);
    }

    /** The most urgent first, of equals the newest. */
    private void tickets(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, NAMES);
        check(parameters);
        Page<TicketCase> page = Page.of(request, parameters, 200, Page.MOST);
        reader.cases(one -> matches(one, parameters))
                .forEach(one -> page.add(
                        ListPlace.of(one.getPriority(), ListPlace.down(one.getCreatedAt()), one.getId()), one));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("tickets");
        page.items().forEach(one -> list.add(TicketJson.of(one)));
        page.tell(json.put("cut", page.isCut()));
        if (csv) {
            Replies.csv(request, Csv.of(list, TicketJson.COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private void kpis(Context request) {
        boolean csv = Replies.wantsCsv(request);
        TicketKpiQuery query = TicketKpiQuery.of(Replies.parameters(request, TicketKpiQuery.NAMES), clock.getAsLong());
        ObjectNode answer = query.answer(reader.kpis(query::wants));
        if (csv) {
            Replies.csv(request, csv(answer));
        } else {
            Replies.json(request, answer);
        }
    }

    private static String csv(ObjectNode answer) {
        List<ObjectNode> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (JsonNode series : answer.path("series")) {
            for (JsonNode row : series.path("rows")) {
                ObjectNode line = JsonNodeFactory.instance.objectNode();
                line.setAll((ObjectNode) series.path("labels"));
                line.setAll((ObjectNode) row);
                lines.add(line);
                if (columns.isEmpty()) {
                    line.fieldNames().forEachRemaining(columns::add);
                }
            }
        }
        return Csv.of(lines, columns);
    }

    private static void check(Map<String, String> parameters) {
        String state = parameters.get("state");
        if (state != null && !state.equalsIgnoreCase("unresolved") && !STATES.contains(word(state))) {
            throw ApiProblem.parameter(
                    "state", state, "unresolved, open, in-progress, waiting, reopened, resolved or closed");
        }
        String priority = parameters.get("priority");
        if (priority != null && !priority.matches("[Pp][1-4]")) {
            throw ApiProblem.parameter("priority", priority, "P1, P2, P3 or P4");
        }
    }

    private static boolean matches(TicketCase one, Map<String, String> parameters) {
        String state = parameters.get("state");
        boolean inState = state == null
                || (state.equalsIgnoreCase("unresolved")
                        ? !DONE.contains(one.getState())
                        : word(one.getState().name()).equals(word(state)));
        return inState
                && ParameterValues.isOrAny(parameters.get("api"), one.getApi())
                && ParameterValues.isOrAny(parameters.get("subject"), one.getSubject())
                && ParameterValues.isOrAny(parameters.get("category"), one.getCategory())
                && ParameterValues.isOrAny(parameters.get("id"), one.getId())
                && (parameters.get("priority") == null
                        || one.getPriority().equalsIgnoreCase(parameters.get("priority")));
    }

    private static String word(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
