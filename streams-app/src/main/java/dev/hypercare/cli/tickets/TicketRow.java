package dev.hypercare.cli.tickets;

import dev.hypercare.privacy.Masking;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a ticket of the values of a row, or says everything that is wrong with them. Used once. */
final class TicketRow {
    /** What a field of labels begins with. */
    static final String LABEL = "labels.";
    /** As in the schema; {@code created_at} and {@code Created At} are the same as {@code createdAt}. */
    static final List<String> FIELDS = List.of(
            "id",
            "title",
            "text",
            "createdAt",
            "at",
            "status",
            "firstAnsweredAt",
            "resolvedAt",
            "source",
            "tenant",
            "api",
            "consumer",
            "category",
            "component",
            "priority",
            "team",
            "escalated",
            "answers",
            "url");

    private static final int LONGEST_ID = 300;
    private static final int LONGEST_FIELD = 1000;
    private static final int LONGEST_TEXT = 100_000;
    private static final String A_TIME = "an instant such as 2026-11-22T10:00:00Z, or milliseconds since the epoch";
    private static final Map<String, TicketStatus> STATUSES = statuses();
    private static final Set<String> YES = Set.of("true", "yes", "1");
    private static final Set<String> NO = Set.of("false", "no", "0");

    private final String place;
    private final Map<String, String> values;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param place file and line
     * @param values by {@link #plain} name of their field; labels by {@value #LABEL} and their name
     */
    TicketRow(String place, Map<String, String> values) {
        this.place = place;
        this.values = values;
    }

    /** The name of a field as it is compared: small letters and digits. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Map<String, TicketStatus> statuses() {
        Map<String, TicketStatus> statuses = new LinkedHashMap<>();
        for (TicketStatus status : TicketStatus.values()) {
            statuses.put(plain(status.name()), status);
        }
        statuses.put("new", TicketStatus.OPEN);
        statuses.put("reopened", TicketStatus.OPEN);
        statuses.put("pending", TicketStatus.WAITING);
        statuses.put("onhold", TicketStatus.WAITING);
        statuses.put("solved", TicketStatus.RESOLVED);
        statuses.put("done", TicketStatus.RESOLVED);
        return statuses;
    }

    /** @param latest no event can be later than that */
    FiledTicket read(Instant latest) {
        String id = value("id", LONGEST_ID);
        if (id == null && !values.containsKey("id")) {
            problem("id", "missing", "1 to " + LONGEST_ID + " characters");
        }
        String title = value("title", LONGEST_TEXT);
        String text = value("text", LONGEST_TEXT);
        if (title == null && text == null) {
            problem("title", "missing", "a title, or a text");
        }
        Instant created = time("createdAt");
        if (created == null && !values.containsKey("createdat")) {
            problem("createdAt", "missing", A_TIME);
        }
        Instant answered = time("firstAnsweredAt");
        Instant resolved = time("resolvedAt");
        TicketStatus status = status(resolved == null ? TicketStatus.OPEN : TicketStatus.RESOLVED);
        Instant at = time("at");
        if (at == null) {
            at = latestOf(created, answered, resolved);
        } else if (created != null && created.isAfter(at)) {
            problem("createdAt", "'" + created + "'", "not after at, " + at);
        }
        if (at.isAfter(latest)) {
            problem("at", "'" + at + "'", "now or before");
        }
        Boolean escalated = truth("escalated");
        Integer answers = count("answers");
        Ticket.Builder ticket = Ticket.newBuilder()
                .setSource(or(value("source", LONGEST_FIELD), "file"))
                .setAt(at)
                .setStatus(status)
                .setFirstAnsweredAt(answered)
                .setResolvedAt(resolved)
                .setTitle(title == null ? "" : Masking.text(title))
                .setText(text == null ? null : Masking.text(text))
                .setTenant(value("tenant", LONGEST_FIELD))
                .setApi(value("api", LONGEST_FIELD))
                .setConsumer(value("consumer", LONGEST_FIELD))
                .setCategory(value("category", LONGEST_FIELD))
                .setComponent(value("component", LONGEST_FIELD))
                .setPriority(value("priority", LONGEST_FIELD))
                .setTeam(value("team", LONGEST_FIELD))
                .setUrl(value("url", LONGEST_FIELD))
                .setEscalated(escalated != null && escalated)
                .setAnswers(answers)
                .setLabels(labels());
        return id == null || created == null || !problems.isEmpty()
                ? new FiledTicket(null, problems)
                : new FiledTicket(ticket.setId(id).setCreatedAt(created).build(), List.of());
    }

    private static Instant latestOf(@Nullable Instant... times) {
        Instant latest = Instant.EPOCH;
        for (Instant time : times) {
            latest = time != null && time.isAfter(latest) ? time : latest;
        }
        return latest;
    }

    private static String or(@Nullable String value, String absent) {
        return value == null ? absent : value;
    }

    /** Null where it is missing, or too long, which is a problem. */
    private @Nullable String value(String field, int longest) {
        String value = values.get(plain(field));
        if (value != null && value.length() > longest) {
            problem(field, value.length() + " characters", "at most " + longest);
            return null;
        }
        return value;
    }

    private @Nullable Instant time(String field) {
        String value = values.get(plain(field));
        if (value == null) {
            return null;
        }
        try {
            Instant time = value.matches("\\d{12,15}")
                    ? Instant.ofEpochMilli(Long.parseLong(value))
                    : OffsetDateTime.parse(value.replaceFirst("^(\\S{10}) (?=\\d)", "$1T"))
                            .toInstant();
            if (!time.isBefore(Instant.EPOCH)) {
                return Instant.ofEpochMilli(time.toEpochMilli());
            }
        } catch (DateTimeException e) {
            // Told below, like a time before 1970.
        }
        problem(field, "'" + value + "'", A_TIME);
        return null;
    }

    private TicketStatus status(TicketStatus absent) {
        String value = values.get("status");
        TicketStatus status = value == null ? absent : STATUSES.get(plain(value));
        if (status == null) {
            problem("status", "'" + value + "'", "open, in progress, waiting, resolved or closed");
            return absent;
        }
        return status;
    }

    private @Nullable Boolean truth(String field) {
        String value = values.get(field);
        String word = value == null ? "no" : value.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            problem(field, "'" + value + "'", "true or false");
            return null;
        }
        return YES.contains(word);
    }

    private @Nullable Integer count(String field) {
        String value = values.get(field);
        if (value != null && !value.matches("\\d{1,9}")) {
            problem(field, "'" + value + "'", "a whole number, 0 or more");
            return null;
        }
        return value == null ? null : (Integer) Integer.parseInt(value);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(LABEL)) {
                labels.put(name.substring(LABEL.length()), value);
            }
        });
        return labels;
    }

    private void problem(String field, String value, String expected) {
        problems.add(place + ": " + field + ": " + value + " (expected: " + expected + ")");
    }
}
