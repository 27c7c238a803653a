package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.Alert;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code /api/v1/alerts}: the alerts that have not ended. */
public final class AlertResource implements QueryResource {
    private static final List<String> COLUMNS = List.of(
            "severity",
            "state",
            "rule",
            "series",
            "startedAt",
            "firedAt",
            "summary",
            "fingerprint",
            "test",
            "suppression",
            "suppressedBy",
            "acknowledgedBy",
            "historic");

    private static final List<String> PARAMETERS = Page.parameters("state", "severity", "api");

    private final AlertReader reader;

    /** Of the alerts that a reader finds. */
    public AlertResource(AlertReader reader) {
        this.reader = reader;
    }

    @Override
    public Map<String, String> index() {
        return Map.of("/api/v1/alerts", "alerts that have not ended");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/alerts", this::active);
    }

    /** The worst first; {@code state}, {@code severity} and {@code api} narrow it down. */
    private void active(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, PARAMETERS);
        check(parameters);
        if (LiveStreams.isWanted(request)) {
            answer(parameters, Page.of(request, parameters));
            LiveStreams.open(request, deadline -> answer(parameters, Page.whole()));
            return;
        }
        Page<Alert> page = Page.of(request, parameters);
        ObjectNode json = answer(parameters, page);
        page.tell(json);
        if (csv) {
            Replies.csv(request, Csv.of(json.path("alerts"), COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    private ObjectNode answer(Map<String, String> parameters, Page<Alert> page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("alerts");
        reader.active().stream()
                .filter(alert -> matches(alert, parameters))
                .forEach(alert -> page.add(place(alert), alert));
        page.items().forEach(alert -> list.add(AlertJson.of(alert)));
        return json;
    }

    private static ListPlace place(Alert alert) {
        return ListPlace.of(
                alert.getSeverity(),
                ListPlace.up(alert.getState().ordinal()),
                ListPlace.up(alert.getStartedAt()),
                alert.getFingerprint());
    }

    private static void check(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (name.equals("state")
                    && !Set.of("pending", "firing", "flapping", "unknown").contains(value.toLowerCase(Locale.ROOT))) {
                throw ApiProblem.parameter(name, value, "pending, firing, flapping or unknown");
            }
            if (name.equals("severity") && !value.matches("[Pp][1-4]")) {
                throw ApiProblem.parameter(name, value, "P1, P2, P3 or P4");
            }
        });
    }

    private static boolean matches(Alert alert, Map<String, String> parameters) {
        String state = parameters.get("state");
        String severity = parameters.get("severity");
        String api = parameters.get("api");
        return (state == null || alert.getState().name().equalsIgnoreCase(state))
                && (severity == null || alert.getSeverity().equalsIgnoreCase(severity))
                && (api == null || api.equals(alert.getLabels().get("api")));
    }
}
