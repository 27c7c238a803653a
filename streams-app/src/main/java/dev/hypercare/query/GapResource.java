package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.GapKind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/gaps}: where alerts and what people meet do not agree at present. */
public final class GapResource implements QueryResource {
    private static final List<String> COLUMNS =
            List.of("kind", "api", "tenant", "since", "at", "summary", "reason", "subject", "id");

    private static final List<String> PARAMETERS = Page.parameters("kind", "api", "tenant");

    private final GapReader reader;

    /** Of the gaps that a reader finds. */
    public GapResource(GapReader reader) {
        this.reader = reader;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/gaps", "what rises while no alert fires, and alerts that nobody takes note of");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/gaps", this::open);
    }

    /** What rises without an alert first, then the newest; {@code kind}, {@code api} and {@code tenant} narrow it down. */
    private void open(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, PARAMETERS);
        check(parameters);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("gaps");
        Page<Gap> page = Page.of(request, parameters);
        reader.open().stream()
                .filter(gap -> matches(gap, parameters))
                .forEach(gap -> page.add(
                        ListPlace.of(
                                ListPlace.up(gap.getKind().ordinal()), ListPlace.down(gap.getSince()), gap.getId()),
                        gap));
        page.items().forEach(gap -> list.add(GapJson.of(gap)));
        page.tell(json);
        if (csv) {
            Replies.csv(request, Csv.of(list, COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private static void check(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (name.equals("kind") && !Set.of("no-alert", "no-report").contains(value.toLowerCase(Locale.ROOT))) {
                throw ApiProblem.parameter(name, value, "no-alert or no-report");
            }
        });
    }

    private static boolean matches(Gap gap, Map<String, String> parameters) {
        String kind = parameters.get("kind");
        String api = parameters.get("api");
        String tenant = parameters.get("tenant");
        return (kind == null
                        || gap.getKind()
                                == GapKind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')))
                && (api == null || api.equals(gap.getApi()))
                && (tenant == null || tenant.equals(gap.getTenant()));
    }
}
