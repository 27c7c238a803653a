package dev.hypercare.normalise.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hypercare.normalise.format.CleanText;
import dev.hypercare.privacy.Masking;
import dev.hypercare.schemas.events.TicketStatus;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the states of ticket systems mean here, and texts in documents. */
final class TicketWords {
    private static final Map<String, TicketStatus> STATUSES = Map.ofEntries(
            Map.entry("new", TicketStatus.OPEN),
            Map.entry("open", TicketStatus.OPEN),
            Map.entry("to do", TicketStatus.OPEN),
            Map.entry("backlog", TicketStatus.OPEN),
            Map.entry("reopened", TicketStatus.OPEN),
            Map.entry("in progress", TicketStatus.IN_PROGRESS),
            Map.entry("work in progress", TicketStatus.IN_PROGRESS),
            Map.entry("in review", TicketStatus.IN_PROGRESS),
            Map.entry("pending", TicketStatus.WAITING),
            Map.entry("hold", TicketStatus.WAITING),
            Map.entry("on hold", TicketStatus.WAITING),
            Map.entry("waiting for customer", TicketStatus.WAITING),
            Map.entry("waiting for third party", TicketStatus.WAITING),
            Map.entry("solved", TicketStatus.RESOLVED),
            Map.entry("resolved", TicketStatus.RESOLVED),
            Map.entry("done", TicketStatus.RESOLVED),
            Map.entry("closed", TicketStatus.CLOSED),
            Map.entry("canceled", TicketStatus.CLOSED),
            Map.entry("cancelled", TicketStatus.CLOSED));

    private TicketWords() {}

    /** The status that a word means; null for a word that is not in the table. */
    static @Nullable TicketStatus status(@Nullable String word) {
        return word == null ? null : STATUSES.get(word.toLowerCase(Locale.ROOT));
    }

    /** The text of a document of Atlassian, masked: its leaves, a line for each paragraph. Its depth is that of the JSON, which is bounded. */
    static @Nullable String document(JsonNode document) {
        StringBuilder text = new StringBuilder();
        append(document, text);
        return text.isEmpty() ? null : CleanText.of(Masking.text(text.toString()), Told.TEXT);
    }

    private static void append(JsonNode node, StringBuilder text) {
        if (text.length() > 2 * Told.TEXT) {
            return;
        }
        if (node.path("text").isTextual()) {
            text.append(node.path("text").asText());
        }
        for (JsonNode child : node.path("content")) {
            append(child, text);
        }
        if ("paragraph".equals(node.path("type").asText()) && !text.isEmpty()) {
            text.append(' ');
        }
    }
}
