package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.CatalogEntry;
import dev.hypercare.schemas.events.LinkCertainty;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketLink;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of a ticket: its life, the triage and the links. */
final class CaseMaker {
    private final Triage triage;
    private final TicketCatalog catalog;
    private final PatternShelf shelf;

    CaseMaker(Triage triage, TicketCatalog catalog, PatternShelf shelf) {
        this.triage = triage;
        this.catalog = catalog;
        this.shelf = shelf;
    }

    /** The API of a ticket as far as its source or its text says; null where neither does. */
    Triage.@Nullable Finding api(Ticket ticket) {
        return Triage.api(ticket, catalog.names(), null);
    }

    /**
     * The case as it is now.
     *
     * @param before the record before; null for none
     * @param newest what the source says now
     * @param at event time of what led to it, milliseconds
     * @param subject its subject; null where its text says nothing
     * @param surging whether its subject surges
     * @param links what it may be about, the best first
     * @param late whether an event of it came late
     */
    TicketCase make(
            @Nullable TicketCase before,
            TicketLife life,
            Ticket newest,
            long at,
            @Nullable String subject,
            boolean surging,
            List<TicketLink> links,
            boolean late) {
        TicketLink likely = links.stream()
                .filter(link -> link.getCertainty() == LinkCertainty.LIKELY)
                .findFirst()
                .orElse(null);
        Clues clues = Clues.of(TicketFacts.words(newest));
        Triage.Finding api = Triage.api(newest, catalog.names(), likely == null ? null : likely.getApi());
        CatalogEntry entry = catalog.entry(api == null ? null : api.value());
        Triage.Finding category = triage.category(newest, clues);
        Triage.Finding component = Triage.component(newest, clues, api, entry);
        Triage.Finding priority = triage.priority(newest, category.value(), entry, rises(surging, likely));
        CaseState state = life.state();
        TicketCase.Builder made = TicketCase.newBuilder()
                .setId(newest.getId())
                .setSource(newest.getSource())
                .setState(state)
                .setPreviousState(before == null ? null : before.getState())
                .setAt(Instant.ofEpochMilli(at))
                .setCreatedAt(newest.getCreatedAt())
                .setReopened(life.reopenedCount())
                .setEscalatedAt(instant(life.escalatedAt()))
                .setTitle(newest.getTitle())
                .setTenant(newest.getTenant())
                .setConsumer(newest.getConsumer())
                .setTeam(newest.getTeam())
                .setUrl(newest.getUrl())
                .setApi(api == null ? null : api.value())
                .setApiReason(api == null ? null : api.reason())
                .setCategory(category.value())
                .setCategoryReason(category.reason())
                .setComponent(component == null ? null : component.value())
                .setComponentReason(component == null ? null : component.reason())
                .setPriority(priority.value())
                .setPriorityReason(priority.reason())
                .setSubject(subject)
                .setLinks(links)
                .setLate(late);
        durations(life, newest, made);
        return made.build();
    }

    private static void durations(TicketLife life, Ticket newest, TicketCase.Builder to) {
        long created = newest.getCreatedAt().toEpochMilli();
        Long answered = life.firstAnsweredAt();
        Long resolved = life.resolvedAt();
        Integer answers = newest.getAnswers();
        to.setFirstAnsweredAt(instant(answered))
                .setResolvedAt(instant(resolved))
                .setFirstAnswerMillis(answered == null || answered < created ? null : (Long) (answered - created))
                .setResolveMillis(resolved == null || resolved < created ? null : (Long) (resolved - created))
                .setFirstContact(
                        resolved == null || answers == null
                                ? null
                                : (Boolean) (answers <= 1 && life.reopenedCount() == 0));
    }

    private @Nullable String rises(boolean surging, @Nullable TicketLink likely) {
        if (surging) {
            return "many tickets of its subject";
        }
        KnownPattern pattern = likely == null ? null : shelf.get(likely.getPattern());
        return pattern == null ? null : pattern.rises();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
