package dev.hypercare.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hypercare.contract.ChangeFields;
import dev.hypercare.schemas.events.Change;
import dev.hypercare.schemas.events.ChangeKind;
import dev.hypercare.schemas.events.ChangeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change as somebody reports it in JSON, by the names of its Avro schema. What is not given stays as it was known, so that a second report
 * needs the id and what is new. Everything that is wrong is told at once.
 */
final class ReportedChange {
    private static final String TITLE = "A change cannot be used";
    private static final int LONGEST = 300;
    private static final long BACK = Duration.ofDays(90).toMillis();
    private static final long AHEAD = Duration.ofDays(1).toMillis();

    private final SentJson sent;
    private final long now;
    private final @Nullable Change known;
    private final List<ApiProblem> problems;

    private ReportedChange(SentJson sent, long now, @Nullable Change known, List<ApiProblem> problems) {
        this.sent = sent;
        this.now = now;
        this.known = known;
        this.problems = problems;
    }

    /** What is known of a change by its id. */
    @FunctionalInterface
    interface Known {
        @Nullable
        Change change(String id);
    }

    /**
     * Reads one. Error: {@link ApiProblem} that names everything that is wrong with it.
     *
     * @param freshId of a change that is reported without one
     * @param now milliseconds since the epoch
     * @param usedFrom event time from which rules know of what is new, milliseconds
     * @return the change; the one that was known where nothing is new
     */
    static Change read(String body, String freshId, long now, long usedFrom, Known known) {
        List<ApiProblem> problems = new ArrayList<>();
        SentJson sent = SentJson.object(TITLE, body, "{\"api\": \"payments\", \"version\": \"1.8.2\"}");
        problems.addAll(sent.unknown(ChangeFields.NAMES));
        String id = taken(problems, () -> id(sent));
        Change before = id == null ? null : known.change(id);
        Change change = new ReportedChange(sent, now, before, problems).change(id == null ? freshId : id, usedFrom);
        if (problems.size() == 1) {
            throw problems.get(0);
        }
        if (!problems.isEmpty()) {
            throw new ApiProblem(
                    400,
                    TITLE,
                    problems.stream().map(ApiProblem::getMessage).collect(Collectors.joining("; ")),
                    "Correct these " + problems.size() + " fields; docs/reference/changes.md has an example.");
        }
        return change;
    }

    private Change change(String id, long usedFrom) {
        ChangeKind kind = choice("kind", ChangeKind.class, known == null ? ChangeKind.DEPLOYMENT : known.getKind());
        List<String> apis = apis();
        String service = text("service", known == null ? null : known.getService());
        if (apis.isEmpty() && service == null) {
            problems.add(sent.problem(
                    "api",
                    "missing, and neither apis nor service",
                    "the name of the API that was changed, as in calls"));
        }
        String version = text("version", known == null ? null : known.getVersion());
        Instant start = time("startedAt", known == null ? Instant.ofEpochMilli(now) : known.getStartedAt());
        Instant end = time("endedAt", known == null ? null : known.getEndedAt());
        if (start != null && end != null && end.isBefore(start)) {
            problems.add(sent.problem("endedAt", end.toString(), "not before startedAt, " + start));
        }
        ChangeStatus status =
                choice("status", ChangeStatus.class, known == null ? ChangeStatus.SUCCEEDED : known.getStatus());
        String actor = text("actor", known == null ? null : known.getActor());
        String title = text("title", known == null ? title(kind, version, apis, service) : known.getTitle());
        String source = text("source", known == null ? ChangeFields.NO_SOURCE : known.getSource());
        Change.Builder change = Change.newBuilder()
                .setId(id)
                .setKind(kind)
                .setApis(apis)
                .setService(service)
                .setVersion(version)
                .setEnvironment(text("environment", known == null ? null : known.getEnvironment()))
                .setStartedAt(start == null ? Instant.ofEpochMilli(now) : start)
                .setEndedAt(end)
                .setStatus(status)
                .setActor(actor == null ? null : masked(actor))
                .setTitle(title == null ? id : title)
                .setLink(link())
                .setSource(source == null ? ChangeFields.NO_SOURCE : source);
        return taken(change, usedFrom);
    }

    /** With its times, or the one that is known where nothing else is new. */
    private Change taken(Change.Builder change, long usedFrom) {
        Change was = known;
        Instant taken = Instant.ofEpochMilli(now);
        if (was != null) {
            Change same = change.setTakenAt(was.getTakenAt())
                    .setUsedFrom(was.getUsedFrom())
                    .build();
            if (same.equals(was)) {
                return was;
            }
            taken = taken.isAfter(was.getTakenAt()) ? taken : was.getTakenAt().plusMillis(1);
        }
        Instant from = Instant.ofEpochMilli(usedFrom);
        return change.setTakenAt(taken)
                .setUsedFrom(from.isBefore(change.getStartedAt()) ? change.getStartedAt() : from)
                .build();
    }

    private static String title(
            ChangeKind kind, @Nullable String version, List<String> apis, @Nullable String service) {
        return word(kind) + (version == null ? "" : " " + version) + " of "
                + (service == null ? String.join(", ", apis) : service);
    }

    /** The first letter, and the domain of an address; what is masked stays. */
    private static String masked(String actor) {
        int at = actor.indexOf('@');
        return actor.substring(0, actor.offsetByCodePoints(0, 1)) + "***" + (at > 0 ? actor.substring(at) : "");
    }

    private static @Nullable String id(SentJson sent) {
        String id = sent.text("id");
        if (id != null && !ChangeFields.ID.matcher(id).matches()) {
            throw sent.problem("id", id, ChangeFields.ID_WORDS);
        }
        return id;
    }

    private List<String> apis() {
        String one = text("api", null);
        JsonNode many = sent.json().path("apis");
        if (many.isMissingNode() || many.isNull()) {
            return one != null ? List.of(one) : known == null ? List.of() : known.getApis();
        }
        TreeSet<String> apis = new TreeSet<>();
        boolean good = many.isArray() && many.size() <= ChangeFields.MOST_APIS;
        for (JsonNode api : many) {
            good &= api.isTextual() && isLine(api.asText());
            apis.add(api.asText());
        }
        if (!good) {
            problems.add(sent.problem(
                    "apis",
                    many.toString(),
                    "up to " + ChangeFields.MOST_APIS + " names such as [\"payments\", \"orders\"]"));
        }
        if (one != null) {
            problems.add(sent.problem("api", one + ", and apis", "one of both"));
        }
        return List.copyOf(apis);
    }

    private @Nullable String link() {
        String link = text("link", known == null ? null : known.getLink());
        if (link != null && !link.matches("https?://[^\\s\"'<>]+")) {
            problems.add(sent.problem("link", link, "an address that begins with https:// or http://"));
        }
        return link;
    }

    private @Nullable String text(String name, @Nullable String absent) {
        return taken(problems, () -> {
            String text = sent.text(name);
            if (text != null && !isLine(text)) {
                throw sent.problem(name, text, "one line of 1 to " + LONGEST + " characters");
            }
            return text == null ? absent : text.strip();
        });
    }

    private static boolean isLine(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == 0x2028);
    }

    private @Nullable Instant time(String name, @Nullable Instant absent) {
        return taken(problems, () -> {
            JsonNode json = sent.json().path(name);
            if (json.isMissingNode() || json.isNull()) {
                return absent;
            }
            long at;
            try {
                at = TimeWords.parse(json.asText(), now);
            } catch (IllegalArgumentException e) {
                throw sent.problem(name, json.asText(json.toString()), TimeWords.EXPECTED);
            }
            if (at < now - BACK || at > now + AHEAD) {
                throw sent.problem(
                        name,
                        Instant.ofEpochMilli(at).toString(),
                        "within 90 days before and a day after " + Instant.ofEpochMilli(now));
            }
            return Instant.ofEpochMilli(at);
        });
    }

    private <E extends Enum<E>> E choice(String name, Class<E> type, E absent) {
        E chosen = taken(problems, () -> {
            String word = sent.text(name);
            if (word == null) {
                return absent;
            }
            return Arrays.stream(type.getEnumConstants())
                    .filter(one -> word(one).equals(word) && !word.equals("unknown"))
                    .findFirst()
                    .orElseThrow(() -> sent.problem(name, word, "one of " + words(type)));
        });
        return chosen == null ? absent : chosen;
    }

    /** What can be read, as it is written. */
    static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(ReportedChange::word)
                .filter(word -> !word.equals("unknown"))
                .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private static <T> @Nullable T taken(List<ApiProblem> problems, Supplier<@Nullable T> read) {
        try {
            return read.get();
        } catch (ApiProblem e) {
            problems.add(e);
            return null;
        }
    }

    /** A change as it is answered; times as text, UTC. */
    static ObjectNode of(Change change) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", change.getId()).put("kind", word(change.getKind()));
        ArrayNode apis = json.putArray("apis");
        change.getApis().forEach(apis::add);
        return json.put("service", change.getService())
                .put("version", change.getVersion())
                .put("environment", change.getEnvironment())
                .put("startedAt", change.getStartedAt().toString())
                .put("endedAt", shown(change.getEndedAt()))
                .put("status", word(change.getStatus()))
                .put("actor", change.getActor())
                .put("title", change.getTitle())
                .put("link", change.getLink())
                .put("source", change.getSource())
                .put("takenAt", change.getTakenAt().toString())
                .put("usedFrom", shown(change.getUsedFrom()));
    }

    private static @Nullable String shown(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
