package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Mark;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/marks}: what people said of alerts; the one resource that is written to. */
public final class MarkResource implements QueryResource {
    private static final List<String> COLUMNS =
            List.of("id", "kind", "fingerprint", "from", "to", "madeAt", "by", "note");
    private static final int ID_DIGITS = 12;

    private final MarkBook book;
    private final AlertReader alerts;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch */
    public MarkResource(MarkBook book, AlertReader alerts, LongSupplier clock) {
        this.book = book;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/marks", "what people said of alerts; POST adds one, DELETE takes one back");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/marks", this::list)
                .post("/api/v1/marks", this::add)
                .delete("/api/v1/marks/{id}", this::remove);
    }

    /** The newest first. */
    private void list(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Page<Mark> page = Page.of(request, Replies.parameters(request, Page.parameters()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("marks");
        book.marks().forEach(mark -> page.add(ListPlace.of(ListPlace.down(mark.getMadeAt()), mark.getId()), mark));
        page.items().forEach(mark -> list.add(MarkJson.of(mark)));
        page.tell(json);
        if (csv) {
            Replies.csv(request, Csv.of(list, COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    /** Makes one of a JSON body; answers it with its id and 201. */
    private void add(Context request) {
        Replies.parameters(request, List.of());
        String body = Replies.jsonBody(request, "a mark as the body");
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS);
        long now = clock.getAsLong();
        Mark mark = MarkJson.read(body, id, now, fingerprint -> begin(fingerprint, now));
        book.put(mark);
        request.status(201);
        Replies.json(request, MarkJson.of(mark));
    }

    /** Takes one back: 204, or 404 where there is none. */
    private void remove(Context request) {
        Replies.parameters(request, List.of());
        String id = request.pathParam("id");
        if (book.marks().stream().noneMatch(mark -> mark.getId().equals(id))) {
            throw new ApiProblem(404, "No such mark", "id: " + id, "GET /api/v1/marks lists them.");
        }
        book.remove(id);
        request.status(204);
    }

    /** What is said of an alert holds from its newest change on, whatever the clock of its gateway says; all else from now on. */
    private long begin(@Nullable String fingerprint, long now) {
        if (fingerprint == null) {
            return now;
        }
        try {
            return alerts.active().stream()
                    .filter(alert -> alert.getFingerprint().equals(fingerprint))
                    .map(Alert::getAt)
                    .mapToLong(Instant::toEpochMilli)
                    .findFirst()
                    .orElse(now);
        } catch (NotReadyException e) {
            return now;
        }
    }
}
