package dev.hypercare.patterns.tickets;

import dev.hypercare.patterns.tickets.text.Clues;
import dev.hypercare.schemas.events.CaseState;
import dev.hypercare.schemas.events.Feedback;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketCase;
import dev.hypercare.schemas.events.TicketLink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where everything about tickets is decided, by one task for all. Tickets, answers and told patterns are taken up in the order of event
 * time, when all partitions of told patterns have come past it; what comes later than that is taken up at once. What is in the heap can
 * be rebuilt from {@link TicketMemory} after any arrival. Not thread-safe.
 */
final class TicketDesk {
    private static final String CLOCK = "clock";
    private static final String LIFE = "l|";
    private static final String RECENT = "r|";
    /** More do not wait: the first is taken up before its time. */
    private static final int MOST_WAITING = 20_000;
    /** Patterns that are told later are compared with so many tickets. */
    private static final int MOST_RECENT = 1000;

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
    /** Tickets that a pattern told now may be about, by time of opening and id. */
    private final TreeMap<String, String> recent = new TreeMap<>();

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
        this.ledger = new TicketLedger(memory, output, config.maxSeries());
        this.cases = new CaseMaker(new Triage(config), catalog, shelf);
    }

    /** Rebuilds what is in the heap from what was kept. Call it once, before the first arrival. */
    void restore() {
        Map<String, byte[]> mined = new TreeMap<>();
        memory.each((key, value) -> {
            if (key.equals(CLOCK)) {
                clock.restore(value);
            } else if (key.startsWith(TicketLine.PREFIX)) {
                line.restore(key, value);
            } else if (key.startsWith(RECENT)) {
                recent.put(key, new String(value, StandardCharsets.UTF_8));
            } else if (key.startsWith(PatternShelf.PREFIX)) {
                shelf.restore(value, forms.patterns());
            } else if (key.startsWith(TicketLedger.SERIES)) {
                ledger.restore(key);
            } else if (key.startsWith(SubjectBook.MINED) || key.startsWith(SubjectBook.HISTORY)) {
                mined.put(key, value);
            }
        });
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
                forget(clock.hour() - config.keep().toMillis());
            }
        }
    }

    private void pattern(TicketArrival arrival) {
        Pattern told = forms.patterns().apply(arrival.payload());
        KnownPattern known = shelf.put(told, arrival.payload());
        forgetRecent(Math.max(arrival.at(), clock.taken()));
        for (String id : List.copyOf(recent.values())) {
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
            output.ticketCase(now);
            remember(now);
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

    private void remember(TicketCase known) {
        String key = recentKey(known.getCreatedAt().toEpochMilli()) + "|" + known.getId();
        if (known.getState() == CaseState.CLOSED) {
            recent.remove(key);
            memory.put(key, null);
        } else {
            recent.put(key, known.getId());
            memory.put(key, known.getId().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void forgetRecent(long now) {
        if (now == TicketClock.NONE) {
            return;
        }
        String first = recentKey(now - config.links().window().toMillis());
        while (!recent.isEmpty()
                && (recent.size() > MOST_RECENT || recent.firstKey().compareTo(first) < 0)) {
            memory.put(recent.pollFirstEntry().getKey(), null);
        }
    }

    private static String recentKey(long createdAt) {
        return String.format(Locale.ROOT, "%s%016x", RECENT, createdAt ^ Long.MIN_VALUE);
    }

    /** Forgets what was over before an event time. */
    private void forget(long before) {
        List<String> old = new ArrayList<>();
        memory.eachCase((id, known) -> {
            boolean over = known.getState() == CaseState.CLOSED || known.getState() == CaseState.RESOLVED;
            if (over && known.getAt().toEpochMilli() < before) {
                old.add(id);
            }
        });
        for (String id : old) {
            memory.deleteCase(id);
            memory.put(LIFE + id, null);
        }
        List<String> answers = new ArrayList<>();
        memory.each((key, value) -> {
            if (key.startsWith(TicketLedger.ANSWERS) && TicketLedger.answeredAt(value, forms.feedback()) < before) {
                answers.add(key);
            }
        });
        answers.forEach(key -> memory.put(key, null));
    }
}
