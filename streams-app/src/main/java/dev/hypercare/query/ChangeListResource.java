package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.ChangeRegister;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeKind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/changes}: what was deployed, or changed otherwise; whoever deploys tells it here. */
public final class ChangeListResource implements QueryResource {
    private static final List<String> PARAMETERS = Page.parameters("from", "to", "api", "kind");
    private static final List<String> COLUMNS = List.of(
            "id",
            "kind",
            "apis",
            "service",
            "version",
            "environment",
            "startedAt",
            "endedAt",
            "status",
            "actor",
            "title",
            "link",
            "source",
            "takenAt",
            "usedFrom");
    private static final int ID_DIGITS = 12;
    private static final int MOST = 1000;

    private final ChangeBoard board;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch */
    public ChangeListResource(ChangeBoard board, LongSupplier clock) {
        this.board = board;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/changes?from=-1d", "deployments and other changes, the newest first; POST tells of one");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/changes", this::list).post("/api/v1/changes", this::add);
    }

    /** The newest first. */
    private void list(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, PARAMETERS);
        long now = clock.getAsLong();
        long from = ParameterValues.time("from", parameters.getOrDefault("from", "-1d"), now);
        String until = parameters.get("to");
        long to = until == null ? Long.MAX_VALUE : ParameterValues.time("to", until, now);
        if (to <= from) {
            throw ApiProblem.parameter("to", String.valueOf(until), "after from");
        }
        String api = parameters.get("api");
        ChangeKind kind = kind(parameters.get("kind"));
        Page<Change> page = Page.of(request, parameters, 100, MOST);
        board.register().changes().stream()
                .filter(change -> start(change) >= from && start(change) < to)
                .filter(change -> kind == null || change.getKind() == kind)
                .filter(change -> api == null || change.getApis().contains(api) || api.equals(change.getService()))
                .forEach(change ->
                        page.add(ListPlace.of(ListPlace.down(change.getStartedAt()), change.getId()), change));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("changes");
        page.items().forEach(change -> list.add(ReportedChange.of(change)));
        page.tell(json.put("cut", page.isCut()));
        if (csv) {
            list.forEach(change -> ((ObjectNode) change).put("apis", joined(change.get("apis"))));
            Replies.csv(request, Csv.of(list, COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private static String joined(JsonNode apis) {
        StringBuilder line = new StringBuilder();
        apis.forEach(api -> line.append(line.isEmpty() ? "" : " ").append(api.asText()));
        return line.toString();
    }

    private static long start(Change change) {
        return change.getStartedAt().toEpochMilli();
    }

    /** Takes one in: 201 with the record, or 200 with the one that is known where nothing of it is new. */
    private synchronized void add(Context request) {
        Replies.parameters(request, List.of());
        String body = Replies.jsonBody(request, "a change as the body");
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS);
        ChangeRegister register = board.register();
        long usedFrom = register.earliest(board.now());
        Change change = ReportedChange.read(body, id, clock.getAsLong(), usedFrom, register::change);
        boolean isNew = !change.equals(register.change(change.getId()));
        if (isNew) {
            board.put(change);
        }
        request.status(isNew ? 201 : 200);
        Replies.json(request, ReportedChange.of(change));
    }

    private static @Nullable ChangeKind kind(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(ChangeKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> ApiProblem.parameter("kind", word, "one of " + ReportedChange.words(ChangeKind.class)));
    }
}
