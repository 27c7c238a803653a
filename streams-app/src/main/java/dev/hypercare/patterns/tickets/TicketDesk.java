package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketLink;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where everything about tickets is decided, by one task for all. Tickets, answers and told patterns are taken up in the order of event
 * time, when all partitions of told patterns have come past it; what comes later than that is taken up at once. What is in the heap can
 * be rebuilt from {@link TicketMemory} after any arrival. Not thread-safe.
 */
final class TicketDesk {
    static final String LIFE = "l|";
    private static final String CLOCK = "clock";
    /** More do not wait: the first is taken up before its time. */
    private static final int MOST_WAITING = 20_000;

    private final TicketsConfig config;
    private final TicketMemory memory;
    private final TicketForms forms;
    private final TicketOutput output;
    private final TicketClock clock;
    private final TicketLine line;
    private final PatternShelf shelf;
    private final TicketLinking linking;
    private final SubjectBook subjects;
    private final TicketLedger ledger;
    private final CaseMaker cases;
    private final RecentTickets recent;
    private final Forgetting forgetting;

    /** @param partitions how many partitions tell patterns */
    TicketDesk(
            TicketsConfig config,
            TicketCatalog catalog,
            TicketMemory memory,
            TicketForms forms,
            TicketOutput output,
            int partitions) {
        this.config = config;
        this.memory = memory;
        this.forms = forms;
        this.output = output;
        this.clock = new TicketClock(partitions, config.longestWait().toMillis());
        this.line = new TicketLine(memory);
        this.shelf = new PatternShelf(memory);
        this.linking = new TicketLinking(config.links(), shelf);
        this.subjects = new SubjectBook(config, memory, output, catalog::goLive);
        this.subjects.onRename(this::rename);
        this.recent = new RecentTickets(memory);
        this.forgetting = new Forgetting(memory);
        this.ledger = new TicketLedger(memory, output, forgetting, config.maxSeries());
        this.cases = new CaseMaker(new Triage(config), catalog, shelf);
    }

    /** Rebuilds what is in the heap from what was kept. Call it once, before the first arrival. */
    void restore() {
        byte[] time = memory.get(CLOCK);
        if (time != null) {
            clock.restore(time);
        }
        memory.each(TicketLine.PREFIX, line::restore);
        memory.each(RecentTickets.PREFIX, recent::restore);
        memory.each(PatternShelf.PREFIX, (key, value) -> shelf.restore(value, forms.patterns()));
        ledger.restore();
        memory.each(TicketLedger.SERIES, (key, value) -> ledger.restore(key));
        Map<String, byte[]> mined = new TreeMap<>();
        memory.each(SubjectBook.MINED, mined::put);
        memory.each(SubjectBook.HISTORY, mined::put);
        subjects.restore(mined);
    }

    /** Takes what arrives, and does everything whose time has come. Error: a {@link RuntimeException} where it cannot be read. */
    void take(TicketArrival arrival) {
        switch (arrival.kind()) {
            case TICK -> clock.tick(arrival.partition(), arrival.at());
            case PATTERN -> {
                // More of the same instant may follow: only what is before it is told.
                clock.tick(arrival.partition(), arrival.at() - 1);
                line.add(arrival);
            }
            default -> {
                clock.seen(arrival.at());
                line.add(arrival);
            }
        }
        turn();
        subjects.flush();
        memory.put(CLOCK, clock.toBytes());
    }

    private void turn() {
        long now = clock.now() == TicketClock.NONE
                ? TicketClock.NONE
                : clock.now() - config.settle().toMillis();
        while (line.first() <= now || line.size() > MOST_WAITING) {
            closeHours(Math.min(line.first(), now));
            TicketArrival next = line.take();
            switch (next.kind()) {
                case PATTERN -> pattern(next);
                case TICKET -> ticket(next);
                case FEEDBACK -> feedback(next);
                default -> throw new IllegalStateException("nothing that waits: " + next.kind());
            }
            clock.taken(next.at());
        }
        if (now != TicketClock.NONE) {
            closeHours(now);
        }
    }

    private void closeHours(long upTo) {
        long last = Math.floorDiv(upTo, SubjectHistory.HOUR) * SubjectHistory.HOUR;
        if (upTo == TicketClock.NONE) {
            return;
        }
        if (clock.hour() == TicketClock.NONE) {
            clock.hour(last);
        }
        while (clock.hour() < last) {
            clock.hour(clock.hour() + SubjectHistory.HOUR);
            subjects.closeHour(clock.hour());
            if (Math.floorMod(clock.hour(), 24 * SubjectHistory.HOUR) == 0) {
                long before = clock.hour() - config.keep().toMillis();
                forgetting.forget(before);
                ledger.forget(before);
            }
        }
    }

    private void pattern(TicketArrival arrival) {
        Pattern told = forms.patterns().apply(arrival.payload());
        KnownPattern known = shelf.put(told, arrival.payload());
        forgetRecent(Math.max(arrival.at(), clock.taken()));
        for (String id : recent.about(known, this::compared)) {
            TicketCase before = memory.ticketCase(id);
            TicketLife life = life(id);
            if (before == null || life == null) {
                continue;
            }
            Ticket newest = forms.tickets().apply(life.newest());
            List<TicketLink> links = linking.with(before.getLinks(), facts(newest), known);
            if (links.stream().anyMatch(link -> link.getPattern().equals(known.id()))) {
                TicketSums counted = ledger.sums(before, life, newest.getAnswers());
                write(before, life, newest, arrival.at(), before.getSubject(), links, before.getLate());
                ledger.changed(counted, ledger.sums(memory.ticketCase(id), life, newest.getAnswers()));
            }
        }
    }

    private void ticket(TicketArrival arrival) {
        Ticket snapshot = forms.tickets().apply(arrival.payload());
        TicketCase before = memory.ticketCase(arrival.id());
        TicketLife old = life(arrival.id());
        TicketLife life = old == null ? TicketLife.of(snapshot, arrival.payload()) : life(arrival.id());
        if (life == null || old != null && !life.add(snapshot, arrival.payload())) {
            return;
        }
        Ticket newest = forms.tickets().apply(life.newest());
        TicketSums counted = ledger.sums(before, old, old == null ? null : answers(old));
        memory.put(LIFE + arrival.id(), life.toBytes());
        recent.changed(arrival.id());
        boolean late = arrival.at() < clock.taken() || before != null && before.getLate();
        String subject = before == null ? subject(newest, arrival.at()) : before.getSubject();
        List<TicketLink> links = before == null || !before.getTitle().equals(newest.getTitle())
                ? linking.links(facts(newest))
                : before.getLinks();
        write(before, life, newest, arrival.at(), subject, links, late);
        ledger.changed(counted, ledger.sums(memory.ticketCase(arrival.id()), life, newest.getAnswers()));
        forgetRecent(clock.taken());
    }

    private @Nullable String subject(Ticket ticket, long at) {
        Triage.Finding api = cases.api(ticket);
        Clues clues = Clues.of(TicketFacts.words(ticket));
        return subjects.add(ticket, clues, api == null ? null : api.value(), at);
    }

    private void feedback(TicketArrival arrival) {
        Feedback answer = forms.feedback().apply(arrival.payload());
        TicketCase about = answer.getTicket() == null ? null : memory.ticketCase(answer.getTicket());
        ledger.answered(answer, arrival.payload(), about, forms.feedback());
    }

    private void write(
            @Nullable TicketCase before,
            TicketLife life,
            Ticket newest,
            long at,
            @Nullable String subject,
            List<TicketLink> links,
            boolean late) {
        TicketCase now = cases.make(before, life, newest, at, subject, subjects.isSurging(subject), links, late);
        if (before == null || !isSame(before, now)) {
            memory.putCase(now);
            forgetting.changed(before, now);
            output.ticketCase(now);
            recent.put(now);
        }
    }

    /** Whether a record says nothing that the one before did not. */
    private static boolean isSame(TicketCase before, TicketCase now) {
        return TicketCase.newBuilder(now)
                .setAt(before.getAt())
                .setPreviousState(before.getPreviousState())
                .build()
                .equals(before);
    }

    private TicketFacts facts(Ticket ticket) {
        Triage.Finding api = cases.api(ticket);
        return TicketFacts.of(ticket, api == null ? null : api.value());
    }

    private @Nullable TicketLife life(String id) {
        byte[] bytes = memory.get(LIFE + id);
        return bytes == null ? null : TicketLife.of(bytes);
    }

    private @Nullable Integer answers(TicketLife life) {
        return forms.tickets().apply(life.newest()).getAnswers();
    }

    /** A subject was joined to another: its last tickets are of that one now. */
    private void rename(String subject, List<String> ids) {
        for (String id : ids) {
            TicketCase known = memory.ticketCase(id);
            if (known != null) {
                TicketCase now = TicketCase.newBuilder(known)
                        .setSubject(subject)
                        .setPreviousState(known.getState())
                        .build();
                memory.putCase(now);
                output.ticketCase(now);
            }
        }
    }

    private RecentTickets.@Nullable Compared compared(String id) {
        TicketCase known = memory.ticketCase(id);
        TicketLife life = life(id);
        return known == null || life == null
                ? null
                : new RecentTickets.Compared(TicketFacts.of(forms.tickets().apply(life.newest()), null), known);
    }

    private void forgetRecent(long now) {
        if (now != TicketClock.NONE) {
            recent.forget(now - config.links().window().toMillis());
        }
    }
}
