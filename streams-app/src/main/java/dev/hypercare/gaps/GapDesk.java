package dev.hypercare.gaps;

import dev.hypercare.gaps.GapArrival.Kind;
import dev.hypercare.schemas.events.Alert;
import dev.hypercare.schemas.events.Gap;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.Ticket;
import java.util.function.Consumer;

/**
 * Where gaps are decided, by one task for all and in the order of event time: everything that arrives waits until the time of all sources has
 * come to its own. So what is written does not depend on how they interleave. What comes behind that time is taken at once. What is in memory
 * can be rebuilt from {@link GapMemory} after any arrival. Not thread-safe.
 */
final class GapDesk {
    private static final String CLOCK = "clock";
    private static final long HOUR_MILLIS = 3_600_000;

    private final GapMemory memory;
    private final GapForms forms;
    private final GapClock clock;
    private final EventLine line;
    private final GapTimes times = new GapTimes();
    private final SpellBook spells = new SpellBook();
    private final ReportBook reports;
    private final UnalertedRises rises;
    private final UnreportedAlerts alerts;
    private final long rememberMillis;

    /** @param partitions how many tasks of the stage patterns there are */
    GapDesk(GapsConfig config, GapMemory memory, GapForms forms, Consumer<Gap> output, int partitions) {
        this.memory = memory;
        this.forms = forms;
        this.clock = new GapClock(config.settle().toMillis(), partitions);
        this.line = new EventLine(memory);
        this.reports = new ReportBook(memory, forms);
        OpenGaps gaps = new OpenGaps(memory, output);
        this.rises = new UnalertedRises(config.noAlert(), memory, forms, gaps, times, spells);
        this.alerts = new UnreportedAlerts(config, memory, forms, gaps, reports, times, spells);
        this.rememberMillis =
                config.noReport().after().plus(UnreportedAlerts.OLDEST_NOTE).toMillis();
    }

    /** Forgets what is in memory and rebuilds it from what was kept. Call it before the first arrival. */
    void restore() {
        clock.clear();
        line.clear();
        times.clear();
        spells.clear();
        reports.clear();
        rises.clear();
        memory.each((key, value) -> {
            if (key.equals(CLOCK)) {
                clock.restore(value);
            } else if (EventLine.isKey(key)) {
                line.restore(key, value);
            } else if (ReportBook.isKey(key)) {
                reports.restore(key, value);
            } else if (UnalertedRises.isKey(key)) {
                rises.restore(key, value);
            } else if (UnreportedAlerts.isKey(key)) {
                alerts.restore(key, value);
            }
        });
    }

    /** Takes what arrives, and does everything whose time has come. Error: a {@link RuntimeException} where it cannot be read. */
    void take(GapArrival arrival) {
        long before = clock.now();
        switch (arrival.kind()) {
            case ALERTS_TIME -> clock.alerts(arrival.at());
            case PATTERNS_TIME -> clock.patterns(arrival.partition(), arrival.at());
            case UNMARK -> reports.unmark(arrival.text());
            default -> arrived(arrival);
        }
        turn();
        long now = clock.now();
        if (now != before) {
            memory.put(CLOCK, clock.toBytes());
            if (Math.floorDiv(now, HOUR_MILLIS) != Math.floorDiv(before, HOUR_MILLIS)) {
                reports.forgetBefore(now - rememberMillis);
            }
        } else if (arrival.kind() == Kind.ALERTS_TIME || arrival.kind() == Kind.PATTERNS_TIME) {
            memory.put(CLOCK, clock.toBytes());
        }
    }

    private void arrived(GapArrival arrival) {
        String subject = switch (arrival.kind()) {
            case ALERT -> {
                Alert alert = forms.alerts().value(arrival.payload());
                yield UnreportedAlerts.counts(alert) ? alert.getFingerprint() : "";
            }
            case PATTERN -> forms.patterns().value(arrival.payload()).getId();
            case MARK -> {
                Mark mark = forms.marks().value(arrival.payload());
                reports.mark(mark);
                yield mark.getId();
            }
            default -> {
                Ticket ticket = forms.tickets().value(arrival.payload());
                reports.ticket(ticket);
                yield ticket.getId();
            }
        };
        if (subject.isEmpty()) {
            return;
        }
        if (arrival.at() <= clock.now()) {
            handle(arrival);
        } else {
            line.add(subject, arrival);
        }
    }

    private void turn() {
        long now = clock.now();
        while (Math.min(times.first(), line.first()) <= now) {
            long due = times.first();
            if (line.first() <= due) {
                handle(line.take());
            } else {
                String key = times.take();
                if (UnalertedRises.isKey(key)) {
                    rises.due(key, due);
                } else {
                    alerts.due(key, due);
                }
            }
        }
    }

    private void handle(GapArrival arrival) {
        switch (arrival.kind()) {
            case ALERT -> {
                AlertSpell up = alerts.alert(forms.alerts().value(arrival.payload()));
                String api = up == null ? null : up.api();
                if (up != null && api != null) {
                    rises.alerted(api, up);
                }
            }
            case PATTERN -> {
                Pattern pattern = forms.patterns().value(arrival.payload());
                rises.pattern(pattern);
                String api = pattern.getApi();
                if (api != null && !pattern.getTickets().isEmpty()) {
                    reports.linked(pattern.getTickets(), api, arrival.at());
                    alerts.noted(arrival.at());
                }
            }
            default -> alerts.noted(arrival.at());
        }
    }
}
