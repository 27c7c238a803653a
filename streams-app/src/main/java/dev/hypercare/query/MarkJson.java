package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.config.Durations;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MarkKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A mark as JSON, by the names of its Avro schema; times as text, UTC. */
final class MarkJson {
    private static final List<String> KEYS =
            List.of("kind", "fingerprint", "selector", "from", "to", "for", "by", "note");

    private MarkJson() {}

    static ObjectNode of(Mark mark) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", mark.getId())
                .put("kind", word(mark.getKind()))
                .put("fingerprint", mark.getFingerprint());
        ObjectNode selector = json.putObject("selector");
        new TreeMap<>(mark.getSelector()).forEach(selector::put);
        Instant to = mark.getTo();
        return json.put("from", mark.getFrom().toString())
                .put("to", to == null ? null : to.toString())
                .put("madeAt", mark.getMadeAt().toString())
                .put("by", mark.getBy())
                .put("note", mark.getNote());
    }

    /**
     * Reads one that a person sends. Error: {@link ApiProblem} that names the field.
     *
     * @param id of the new mark
     * @param now milliseconds since the epoch
     * @param begin from when a mark of an alert holds where nobody says it, by fingerprint, milliseconds
     */
    static Mark read(String body, String id, long now, ToLongFunction<@Nullable String> begin) {
        SentJson sent = SentJson.read(
                "A mark cannot be used", body, KEYS, "{\"kind\": \"acknowledged\", \"fingerprint\": ..., \"by\": ...}");
        JsonNode json = sent.json();
        MarkKind kind = kind(sent);
        String fingerprint = sent.text("fingerprint");
        Map<String, String> selector = selector(sent);
        if ((fingerprint == null) == selector.isEmpty()) {
            throw sent.problem(
                    "fingerprint",
                    fingerprint == null ? "missing, and no selector" : fingerprint + ", and a selector",
                    "either the fingerprint of an alert or a selector such as {\"api\": \"payments\"}");
        }
        long from = json.hasNonNull("from") ? time(sent, "from", now) : begin.applyAsLong(fingerprint);
        Long to = to(sent, from, now);
        if (kind == MarkKind.MAINTENANCE && to == null) {
            throw sent.problem("to", "missing", "when the maintenance ends, or for, such as \"for\": \"2h\"");
        }
        if (to != null && to <= from) {
            throw sent.problem("to", Instant.ofEpochMilli(to).toString(), "after from, " + Instant.ofEpochMilli(from));
        }
        return Mark.newBuilder()
                .setId(id)
                .setKind(kind)
                .setFingerprint(fingerprint)
                .setSelector(selector)
                .setFrom(Instant.ofEpochMilli(from))
                .setTo(to == null ? null : Instant.ofEpochMilli(to))
                .setMadeAt(Instant.ofEpochMilli(now))
                .setBy(sent.required("by", "who says it"))
                .setNote(sent.text("note"))
                .build();
    }

    private static @Nullable Long to(SentJson sent, long from, long now) {
        String length = sent.text("for");
        if (length == null) {
            return sent.json().hasNonNull("to") ? (Long) time(sent, "to", now) : null;
        }
        if (sent.json().hasNonNull("to")) {
            throw sent.problem("for", length + ", and to", "one of both");
        }
        try {
            long end = Math.addExact(from, Durations.parse(length).toMillis());
            if (end <= TimeWords.MAX) {
                return end;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Reported below, as one that is too long is.
        }
        throw sent.problem("for", length, "a duration such as 30m, 2h or 1d");
    }

    private static Map<String, String> selector(SentJson sent) {
        JsonNode json = sent.json().path("selector");
        Map<String, String> selector = new TreeMap<>();
        if (!json.isMissingNode() && !json.isNull() && !json.isObject()) {
            throw sent.problem(
                    "selector", json.toString(), "labels with their values, such as {\"api\": \"payments\"}");
        }
        json.properties().forEach(label -> {
            if (!label.getValue().isTextual()) {
                throw sent.problem(
                        "selector." + label.getKey(), label.getValue().toString(), "a text");
            }
            selector.put(label.getKey(), label.getValue().asText());
        });
        return selector;
    }

    private static MarkKind kind(SentJson sent) {
        String word = sent.required("kind", "one of " + kinds());
        try {
            return MarkKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw sent.problem("kind", word, "one of " + kinds());
        }
    }

    /** The kinds as they are written. */
    private static String kinds() {
        return Arrays.stream(MarkKind.values()).map(MarkJson::word).collect(Collectors.joining(", "));
    }

    private static String word(MarkKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long time(SentJson sent, String name, long now) {
        String text = sent.json().get(name).asText();
        try {
            return TimeWords.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw sent.problem(name, text, TimeWords.EXPECTED);
        }
    }
}
