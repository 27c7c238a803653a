package dev.hypercare.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.schemas.events.DeadLetter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** {@code /api/v1/dead-letters}: the newest records that could not be used, and why. */
public final class DeadLetterResource implements QueryResource {
    private static final List<String> PARAMETERS = Page.parameters("from", "stage", "reason", "topic");
    private static final List<String> COLUMNS = List.of(
            "rejectedAt",
            "stage",
            "reason",
            "field",
            "detail",
            "sourceTopic",
            "sourcePartition",
            "sourceOffset",
            "index",
            "payloadBytes",
            "payload");
    private static final int MOST = 1000;
    /** So much of a payload is shown, characters. */
    private static final int SHOWN = 2000;

    private final PastReader past;
    private final LongSupplier clock;

    /** @param clock now, milliseconds since the epoch, for relative times */
    public DeadLetterResource(PastReader past, LongSupplier clock) {
        this.past = past;
        this.clock = clock;
    }

    @Override
    public Map<String, String> index() {
        return Map.of(
                "/api/v1/dead-letters?from=-1h&stage=normalise", "records that could not be used, the newest first");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/dead-letters", this::list);
    }

    private void list(Context request) {
        boolean csv = Replies.wantsCsv(request);
        Map<String, String> parameters = Replies.parameters(request, PARAMETERS);
        Page<DeadLetter> page = Page.of(request, parameters, 100, MOST);
        // The page keeps what it shows: older ones than the newest, too.
        past.deadLetters(
                letter -> {
                    if (matches(letter, parameters)) {
                        page.add(place(letter), letter);
                    }
                    return false;
                },
                ParameterValues.time("from", parameters.getOrDefault("from", "-1h"), clock.getAsLong()),
                0,
                Deadline.of(request)::check);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("deadLetters");
        page.items().forEach(letter -> list.add(json(letter)));
        page.tell(json.put("cut", page.isCut()));
        if (csv) {
            Replies.csv(request, Csv.of(list, COLUMNS));
        } else {
            Replies.json(request, json);
        }
    }

    /** The newest first; what was written at once, the last of its partition first. */
    private static ListPlace place(DeadLetter letter) {
        return ListPlace.of(
                ListPlace.down(letter.getRejectedAt()),
                letter.getSourceTopic(),
                ListPlace.down(letter.getSourcePartition()),
                ListPlace.down(letter.getSourceOffset()),
                ListPlace.down(letter.getIndex() == null ? -1 : letter.getIndex()),
                letter.getStage(),
                letter.getReason(),
                letter.getField(),
                Integer.toHexString(letter.getPayload().hashCode()));
    }

    private static boolean matches(DeadLetter letter, Map<String, String> parameters) {
        return ParameterValues.isOrAny(parameters.get("stage"), letter.getStage())
                && ParameterValues.isOrAny(parameters.get("reason"), letter.getReason())
                && ParameterValues.isOrAny(parameters.get("topic"), letter.getSourceTopic());
    }

    private static ObjectNode json(DeadLetter letter) {
        String payload =
                StandardCharsets.UTF_8.decode(letter.getPayload().duplicate()).toString();
        return JsonNodeFactory.instance
                .objectNode()
                .put("rejectedAt", letter.getRejectedAt().toString())
                .put("stage", letter.getStage())
                .put("reason", letter.getReason())
                .put("detail", letter.getDetail())
                .put("field", letter.getField())
                .put("sourceTopic", letter.getSourceTopic())
                .put("sourcePartition", letter.getSourcePartition())
                .put("sourceOffset", letter.getSourceOffset())
                .put("index", letter.getIndex())
                .put("payloadBytes", letter.getPayloadBytes())
                .put("payload", payload.length() <= SHOWN ? payload : payload.substring(0, SHOWN));
    }
}
