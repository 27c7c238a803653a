package dev.hypercare.patterns.tickets;

import dev.hypercare.schemas.events.LinkCertainty;
import dev.hypercare.schemas.events.TicketLink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says which patterns of messages a ticket may be about. Each thing that agrees takes away a share of the doubt; distance in time, or
 * another API, brings doubt back. A link is likely only where a trace id agrees, or at least two things of the text itself do.
 */
final class TicketLinking {
    static final int MOST = 3;
    private static final double TRACE = 0.95;
    private static final double CODE = 0.45;
    private static final double ROUTE = 0.4;
    private static final double STATUS = 0.25;
    private static final double API = 0.25;
    private static final double WORDS = 0.5;
    /** Fewer words in common are chance. */
    private static final int FEWEST_WORDS = 2;
    /** What another API than the pattern's leaves. */
    private static final double OTHER_API = 0.5;

    private static final Comparator<TicketLink> BEST =
            Comparator.<TicketLink>comparingDouble(link -> -link.getScore()).thenComparing(TicketLink::getPattern);

    private final LinkLimits limits;
    private final PatternShelf shelf;

    TicketLinking(LinkLimits limits, PatternShelf shelf) {
        this.limits = limits;
        this.shelf = shelf;
    }

    /** The best links to the patterns that are known now. */
    List<TicketLink> links(TicketFacts ticket) {
        List<TicketLink> links = new ArrayList<>();
        for (KnownPattern pattern : shelf.all()) {
            TicketLink link = link(ticket, pattern);
            if (link != null) {
                links.add(link);
            }
        }
        return best(links);
    }

    /** The best of the links that a ticket has and the one to a pattern that was told. */
    List<TicketLink> with(List<TicketLink> links, TicketFacts ticket, KnownPattern pattern) {
        List<TicketLink> all = new ArrayList<>(links);
        TicketLink before = links.stream()
                .filter(link -> link.getPattern().equals(pattern.id()))
                .findFirst()
                .orElse(null);
        TicketLink now = link(ticket, pattern);
        // What once spoke for a link still does: samples of traces are replaced by newer ones.
        if (now != null && (before == null || now.getScore() > before.getScore())) {
            all.remove(before);
            all.add(now);
        }
        return best(all);
    }

    private static List<TicketLink> best(List<TicketLink> links) {
        return links.stream().sorted(BEST).limit(MOST).toList();
    }

    /** Whether the text of a ticket says anything that a pattern says too: without that there is no link. */
    static boolean agree(TicketFacts ticket, KnownPattern pattern) {
        return !Collections.disjoint(ticket.clues().statuses(), pattern.statuses())
                || !Collections.disjoint(ticket.clues().codes(), pattern.codes())
                || !Collections.disjoint(ticket.clues().routes(), pattern.routes())
                || !Collections.disjoint(ticket.clues().traceIds(), pattern.traceIds())
                || shared(ticket, pattern) >= FEWEST_WORDS;
    }

    private static int shared(TicketFacts ticket, KnownPattern pattern) {
        int shared = 0;
        for (String stem : pattern.stems()) {
            shared += ticket.stems().contains(stem) ? 1 : 0;
        }
        return shared;
    }

    private @Nullable TicketLink link(TicketFacts ticket, KnownPattern pattern) {
        if (!agree(ticket, pattern)) {
            return null;
        }
        List<Agreement> agreements = agreements(ticket, pattern);
        double doubt = 1;
        for (Agreement each : agreements) {
            doubt *= 1 - each.weight;
        }
        double score = (1 - doubt) * nearness(ticket, pattern);
        long ofText = agreements.stream().filter(each -> each.ofText).count();
        boolean trace = agreements.stream().anyMatch(each -> each.weight == TRACE);
        if (!trace && ticket.api() != null && !pattern.isOf(ticket.api())) {
            score *= OTHER_API;
        }
        if (score < limits.possible()) {
            return null;
        }
        boolean likely = score >= limits.likely() && (trace || ofText >= 2);
        return TicketLink.newBuilder()
                .setPattern(pattern.id())
                .setApi(pattern.api())
                .setScore(Math.round(score * 1000) / 1000.0)
                .setCertainty(likely ? LinkCertainty.LIKELY : LinkCertainty.POSSIBLE)
                .setEvidence(agreements.stream()
                        .sorted(Comparator.comparingDouble(each -> -each.weight))
                        .map(Agreement::words)
                        .toList())
                .build();
    }

    private List<Agreement> agreements(TicketFacts ticket, KnownPattern pattern) {
        List<Agreement> found = new ArrayList<>();
        common(ticket.clues().traceIds(), pattern.traceIds(), "trace ", TRACE, found);
        common(ticket.clues().codes(), pattern.codes(), "error ", CODE, found);
        common(ticket.clues().routes(), pattern.routes(), "route ", ROUTE, found);
        common(ticket.clues().statuses(), pattern.statuses(), "status ", STATUS, found);
        if (ticket.api() != null && pattern.isOf(ticket.api())) {
            found.add(new Agreement(API, "API " + ticket.api(), false));
        }
        words(ticket, pattern, found);
        return found;
    }

    private static <T> void common(
            Set<T> ofTicket, Set<T> ofPattern, String what, double weight, List<Agreement> found) {
        Set<T> both = new TreeSet<>(ofTicket);
        both.retainAll(ofPattern);
        if (!both.isEmpty()) {
            found.add(new Agreement(weight, what + both.iterator().next(), true));
        }
    }

    private void words(TicketFacts ticket, KnownPattern pattern, List<Agreement> found) {
        if (shared(ticket, pattern) < FEWEST_WORDS) {
            return;
        }
        double all = 0;
        double shared = 0;
        List<String> words = new ArrayList<>();
        for (String stem : pattern.stems()) {
            double telling = shelf.telling(stem);
            all += telling;
            if (ticket.stems().contains(stem)) {
                shared += telling;
                words.add(stem);
            }
        }
        double share = shared / all;
        words.sort(
                Comparator.<String>comparingDouble(stem -> -shelf.telling(stem)).thenComparing(stem -> stem));
        String some = String.join(", ", words.subList(0, Math.min(4, words.size())));
        found.add(new Agreement(
                WORDS * share, String.format(Locale.ROOT, "%.0f %% of its words: %s", 100 * share, some), true));
    }

    /** 1 while the pattern was seen within the window before or after the ticket was opened, half as much for each window farther. */
    private double nearness(TicketFacts ticket, KnownPattern pattern) {
        long window = limits.window().toMillis();
        long before = pattern.firstSeen() - window - ticket.createdAt();
        long after = ticket.createdAt() - window - pattern.lastSeen();
        long apart = Math.max(0, Math.max(before, after));
        return Math.pow(0.5, (double) apart / window);
    }

    /**
     * Something that agrees.
     *
     * @param weight the share of the doubt that it takes away
     * @param words for people
     * @param ofText whether the text itself says it
     */
    private record Agreement(double weight, String words, boolean ofText) {}
}
