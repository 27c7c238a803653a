package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.RuleRegister;
import dev.hypercare.contract.RuleRegister.Change;
import dev.hypercare.contract.RuleRegister.Listed;
import dev.hypercare.contract.RuleRegister.Order;
import dev.hypercare.contract.config.InvalidInput;
import dev.hypercare.schemas.events.AppliedRule;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/rules}: the rules that are used, and changes of them. One change at a time in this process. */
public final class RuleResource implements QueryResource {
    private static final List<String> COLUMNS =
            List.of("id", "entry", "version", "kind", "mode", "severity", "source", "since", "by", "note");

    private final RuleBoard board;

    /** Of the rules of a board. */
    public RuleResource(RuleBoard board) {
        this.board = board;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/rules", "the rules; POST applies some, DELETE of one ends its use; /{id} has its YAML");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/rules", this::list)
                .get("/api/v1/rules/{id}", this::show)
                .post("/api/v1/rules", this::apply)
                .delete("/api/v1/rules/{id}", this::disable);
    }

    /** By name; what is known to follow later stands after what is used now. */
    private void list(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Page<Listed> page = Page.of(request, Replies.parameters(request, Page.parameters()));
        board.register().rules(board.now()).forEach(rule -> page.add(place(rule), rule));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("rules");
        page.items().forEach(rule -> list.add(RuleJson.of(rule)));
        page.tell(json);
        if (csv) {
            Replies.csv(request, Csv.of(list, COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private static ListPlace place(Listed rule) {
        Instant since = rule.since();
        return ListPlace.of(rule.id(), since == null ? "" : ListPlace.up(since));
    }

    /** One with its YAML; 404 where there is none. */
    private void show(Context request) {
        Replies.parameters(request, List.of());
        String id = request.pathParam("id");
        long now = board.now();
        String definition = board.register().definition(id, now).orElseThrow(() -> unknown(id));
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id).put("definition", definition);
        ArrayNode list = json.putArray("rules");
        board.register().rules(now).stream()
                .filter(rule -> rule.id().equals(id) || rule.entry().equals(id))
                .map((Listed rule) -> RuleJson.of(rule))
                .forEach(list::add);
        Replies.json(request, json);
    }

    /** Uses rules from soon on: 201 with what changes, or 200 where nothing was written. */
    private synchronized void apply(Context request) {
        Replies.parameters(request, List.of());
        String body = Replies.jsonBody(request, "rules in the body");
        RuleJson.Request asked = RuleJson.read(body);
        Order order = order(asked.by(), asked.note(), asked.from());
        List<Change> changes;
        try {
            changes = board.register().apply(asked.files(), order);
        } catch (InvalidInput e) {
            throw new ApiProblem(400, "Rules cannot be applied", String.valueOf(e.getMessage()), e.advice());
        }
        answer(request, changes, asked.dryRun());
    }

    /** Uses a rule no more from soon on: 200 with what changes, 404 where there is none. */
    private synchronized void disable(Context request) {
        Map<String, String> parameters = Replies.parameters(request, List.of("by", "note", "from"));
        String by = parameters.get("by");
        if (by == null || by.isBlank()) {
            throw ApiProblem.parameter("by", by == null ? "missing" : "''", "who says it");
        }
        Order order = order(by, parameters.get("note"), parameters.get("from"));
        Change change;
        try {
            change = board.register().disable(request.pathParam("id"), order);
        } catch (InvalidInput e) {
            throw new ApiProblem(404, "No such rule", String.valueOf(e.getMessage()), e.advice());
        }
        answer(request, List.of(change), false);
        request.status(200);
    }

    private void answer(Context request, List<Change> changes, boolean dryRun) {
        List<AppliedRule> records = new ArrayList<>();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        ArrayNode list = json.putArray("changes");
        for (Change change : changes) {
            list.add(RuleJson.of(change));
            AppliedRule record = change.record();
            if (record != null) {
                records.add(record);
            }
        }
        boolean writes = !dryRun && !records.isEmpty();
        if (writes) {
            board.put(records);
        }
        request.status(writes ? 201 : 200);
        Replies.json(request, json);
    }

    /** From an instant on, which must lie far enough ahead that no instance is past it; null for as soon as possible. */
    private Order order(String by, @Nullable String note, @Nullable String from) {
        long now = board.now();
        RuleRegister register = board.register();
        long earliest = register.earliest(now);
        if (from == null) {
            return new Order(earliest, by, note);
        }
        long at = ParameterValues.time("from", from, now);
        if (at < earliest) {
            throw ApiProblem.parameter(
                    "from",
                    from,
                    Instant.ofEpochMilli(earliest) + " or later: what is past was judged by the rules that held then");
        }
        return new Order(at, by, note);
    }

    private static ApiProblem unknown(String id) {
        return new ApiProblem(404, "No such rule", "rule: " + id, "GET /api/v1/rules lists them.");
    }
}
