package dev.hypercare.patterns.tickets;

import dev.hypercare.contract.ImpactLevel;
import dev.hypercare.contract.Severity;
import dev.hypercare.contract.SeverityMatrix;
import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.patterns.tickets.text.Phrase;
import dev.hypercare.patterns.tickets.text.PhraseText;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.Criticality;
import dev.hypercare.schemas.events.Ticket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says of a ticket what kind of request it is, what part of the product it is about and how urgent it is, each with the reason. */
final class Triage {
    static final String OTHER = "other";
    /** A word in the title counts as much as so many in the text. */
    private static final int TITLE = 2;
    /** A status names the kind of error; a word may be said in passing. */
    private static final int STATUS = 3;

    private static final List<Phrase> URGENT = phrases(List.of(
            "urgent",
            "urgently",
            "asap",
            "critical",
            "production down",
            "completely down",
            "outage",
            "all customers",
            "all users",
            "nobody can",
            "no one can",
            "data loss",
            "security breach",
            "emergency",
            "blocker",
            "revenue"));
    /** What ticket systems call their priorities; words that are none of them say nothing. */
    private static final Map<String, Severity> OF_SOURCE = Map.ofEntries(
            Map.entry("p1", Severity.P1),
            Map.entry("1", Severity.P1),
            Map.entry("critical", Severity.P1),
            Map.entry("1 - critical", Severity.P1),
            Map.entry("blocker", Severity.P1),
            Map.entry("highest", Severity.P1),
            Map.entry("urgent", Severity.P1),
            Map.entry("p2", Severity.P2),
            Map.entry("2", Severity.P2),
            Map.entry("2 - high", Severity.P2),
            Map.entry("high", Severity.P2),
            Map.entry("major", Severity.P2),
            Map.entry("p3", Severity.P3),
            Map.entry("3", Severity.P3),
            Map.entry("3 - moderate", Severity.P3),
            Map.entry("moderate", Severity.P3),
            Map.entry("medium", Severity.P3),
            Map.entry("normal", Severity.P3),
            Map.entry("p4", Severity.P4),
            Map.entry("4", Severity.P4),
            Map.entry("4 - low", Severity.P4),
            Map.entry("low", Severity.P4),
            Map.entry("lowest", Severity.P4),
            Map.entry("minor", Severity.P4),
            Map.entry("trivial", Severity.P4));

    private final List<Kind> kinds = new ArrayList<>();
    private final Criticality defaultCriticality;

    /** Something that was found, and why. */
    record Finding(String value, String reason) {}

    private record Kind(TicketCategory category, List<Phrase> phrases, List<String> statuses) {}

    Triage(TicketsConfig config) {
        defaultCriticality = config.defaultCriticality();
        for (TicketCategory category : config.categories()) {
            List<String> statuses = category.words().stream()
                    .filter(word -> word.matches("[45](\\d\\d|xx)"))
                    .toList();
            List<String> words = category.words().stream()
                    .filter(word -> !statuses.contains(word))
                    .toList();
            kinds.add(new Kind(category, phrases(words), statuses));
        }
    }

    /** The kind of request: by the source where it is one of the configured, else the one for which most speaks. */
    Finding category(Ticket ticket, Clues clues) {
        String given = ticket.getCategory();
        for (Kind kind : kinds) {
            if (given != null && given.strip().equalsIgnoreCase(kind.category.name())) {
                return new Finding(kind.category.name(), "by the source");
            }
        }
        PhraseText title = PhraseText.of(ticket.getTitle());
        PhraseText text = PhraseText.of(Objects.requireNonNullElse(ticket.getText(), ""));
        Finding best =
                new Finding(OTHER, "no word of any category" + (given == null ? "" : "; the source calls it " + given));
        int most = 0;
        for (Kind kind : kinds) {
            List<String> seen = new ArrayList<>();
            int score = 0;
            for (int status : new TreeSet<>(clues.statuses())) {
                if (kind.statuses.contains(String.valueOf(status))
                        || kind.statuses.contains(status / 100 + "xx") && !isNamed(status)) {
                    seen.add("status " + status);
                    score += STATUS;
                }
            }
            for (Phrase phrase : kind.phrases) {
                boolean inTitle = title.has(phrase);
                if (inTitle || text.has(phrase)) {
                    seen.add("'" + phrase.text() + "'");
                    score += (inTitle ? TITLE : 1) * phrase.length();
                }
            }
            if (score > most) {
                most = score;
                best = new Finding(kind.category.name(), "it says " + String.join(", ", seen));
            }
        }
        return best;
    }

    /** Whether a status is one of another category by its own number. */
    private boolean isNamed(int status) {
        return kinds.stream().anyMatch(kind -> kind.statuses.contains(String.valueOf(status)));
    }

    /**
     * The API: by the source, else the one API of the catalog that the text names, else that of a likely link.
     *
     * @param known names of the APIs of the catalog
     * @param linked the API of the likely link; null for none
     */
    static @Nullable Finding api(Ticket ticket, Collection<String> known, @Nullable String linked) {
        if (ticket.getApi() != null && !ticket.getApi().isBlank()) {
            return new Finding(ticket.getApi(), "by the source");
        }
        String words = ticket.getTitle() + "\n" + Objects.requireNonNullElse(ticket.getText(), "");
        PhraseText text = PhraseText.of(words);
        List<String> named =
                known.stream().filter(name -> text.names(name)).sorted().toList();
        if (named.size() == 1) {
            return new Finding(named.get(0), "the text names it");
        }
        if (linked != null && (named.isEmpty() || named.contains(linked))) {
            return new Finding(linked, "the pattern that it is likely about is of it");
        }
        return null;
    }

    /** The part of the product: by the source, else an upstream or a route that the text names, else the API. */
    static @Nullable Finding component(
            Ticket ticket, Clues clues, @Nullable Finding api, @Nullable CatalogEntry entry) {
        if (ticket.getComponent() != null && !ticket.getComponent().isBlank()) {
            return new Finding(ticket.getComponent(), "by the source");
        }
        if (entry != null) {
            PhraseText text =
                    PhraseText.of(ticket.getTitle() + "\n" + Objects.requireNonNullElse(ticket.getText(), ""));
            List<String> named =
                    entry.getUpstreams().stream().filter(text::names).sorted().toList();
            if (named.size() == 1) {
                return new Finding(named.get(0), "the text names it, an upstream of " + entry.getApi());
            }
        }
        if (clues.routes().size() == 1) {
            return new Finding(clues.routes().iterator().next(), "the text names the route");
        }
        return api == null ? null : new Finding(api.value(), "its API: " + api.reason());
    }

    /**
     * P1 to P4 from the severity x impact matrix.
     *
     * @param category the category that was found
     * @param entry what the catalog knows of its API
     * @param surging what rises that it is one of, for people; null where nothing does
     */
    Finding priority(Ticket ticket, String category, @Nullable CatalogEntry entry, @Nullable String surging) {
        List<String> reasons = new ArrayList<>();
        Severity severity = severity(ticket, category, reasons);
        Criticality criticality = entry == null ? defaultCriticality : entry.getCriticality();
        ImpactLevel impact = switch (criticality) {
            case CRITICAL -> ImpactLevel.CRITICAL;
            case HIGH -> ImpactLevel.HIGH;
            case NORMAL -> ImpactLevel.MEDIUM;
            case LOW -> ImpactLevel.LOW;
        };
        String why = entry == null
                ? "no API of the catalog"
                : "criticality of " + entry.getApi() + " " + criticality.name().toLowerCase(Locale.ROOT);
        if (surging != null) {
            impact = impact.more();
            why += ", " + surging;
        }
        reasons.add("impact " + impact.name().toLowerCase(Locale.ROOT) + " (" + why + ")");
        return new Finding(SeverityMatrix.of(severity, impact).name(), String.join("; ", reasons));
    }

    private Severity severity(Ticket ticket, String category, List<String> reasons) {
        String given = ticket.getPriority();
        Severity bySource = given == null ? null : OF_SOURCE.get(given.strip().toLowerCase(Locale.ROOT));
        if (bySource != null) {
            reasons.add("severity " + bySource + " (" + given + " by the source)");
            return bySource;
        }
        Severity severity = kinds.stream()
                .filter(kind -> kind.category.name().equals(category))
                .map(kind -> kind.category.severity())
                .findFirst()
                .orElse(Severity.P4);
        PhraseText text = PhraseText.of(ticket.getTitle() + "\n" + Objects.requireNonNullElse(ticket.getText(), ""));
        for (Phrase phrase : URGENT) {
            if (text.has(phrase)) {
                reasons.add("severity " + severity.worse() + " (category " + category + ", it says '" + phrase.text()
                        + "')");
                return severity.worse();
            }
        }
        reasons.add("severity " + severity + " (category " + category + ")");
        return severity;
    }

    private static List<Phrase> phrases(List<String> words) {
        return words.stream().map(Phrase::of).toList();
    }
}
