package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.CatalogEntry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code /api/v1/catalog}: what is known of each API. */
public final class CatalogResource implements QueryResource {
    private static final List<String> COLUMNS = List.of("api", "tenant", "owner", "criticality", "goLiveAt");

    private final CatalogReader reader;

    /** Of the catalog that a reader finds. */
    public CatalogResource(CatalogReader reader) {
        this.reader = reader;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/catalog", "tenant, owner, criticality, upstreams and go-live time of each API");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/catalog", this::list);
    }

    /** By name; {@code api}, {@code tenant} and {@code owner} narrow it down. */
    private void list(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, Page.parameters("api", "tenant", "owner"));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("catalog");
        Page<CatalogEntry> page = Page.of(request, parameters);
        reader.entries().stream()
                .filter(matches(parameters))
                .forEach(entry -> page.add(ListPlace.of(entry.getApi()), entry));
        page.items().forEach(entry -> list.add(json(entry)));
        page.tell(json);
        if (csv) {
            Replies.csv(request, Csv.of(list, COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private static Predicate<CatalogEntry> matches(Map<String, String> parameters) {
        String api = parameters.get("api");
        String tenant = parameters.get("tenant");
        String owner = parameters.get("owner");
        return entry -> (api == null || api.equals(entry.getApi()))
                && (tenant == null || tenant.equals(entry.getTenant()))
                && (owner == null || owner.equals(entry.getOwner()));
    }

    private static ObjectNode json(CatalogEntry entry) {
        Instant live = entry.getGoLiveAt();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("api", entry.getApi())
                .put("tenant", entry.getTenant())
                .put("owner", entry.getOwner())
                .put("criticality", entry.getCriticality().name());
        entry.getUpstreams().forEach(json.putArray("upstreams")::add);
        return json.put("goLiveAt", live == null ? null : live.toString());
    }
}
