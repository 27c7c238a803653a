package dev.hypercare.bench.tickets;

import dev.hypercare.patterns.tickets.TicketReplay;
import dev.hypercare.patterns.tickets.TicketsConfig;
import dev.hypercare.schemas.events.Pattern;
import dev.hypercare.schemas.events.PatternState;
import dev.hypercare.schemas.events.Ticket;
import dev.hypercare.schemas.events.TicketStatus;
import dev.hypercare.schemas.registry.InMemoryRegistry;
import dev.hypercare.streams.Wiring;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Days of tickets through the desk without Kafka and disk, in parts: a ticket has to cost the same in each. Measured is the CPU of this
 * thread for everything that leads to them: their snapshots, the ticks and the patterns that are told meanwhile.
 *
 * @param kind what the tickets are like
 * @param parts in their order
 */
record TicketDays(Kind kind, List<Part> parts) {
    static final List<String> HEADER = List.of(
            "tickets",
            "so far",
            "open",
            "us a ticket",
            "cases kept",
            "MB kept",
            "MB figures",
            "heap MB",
            "subjects forgotten");

    private static final int PARTS = 8;
    private static final int COLLECTIONS = 1;
    private static final Instant START = Instant.parse("2027-01-11T00:00:00Z");
    private static final Duration ANSWERED_AFTER = Duration.ofMinutes(30);
    private static final Duration RESOLVED_AFTER = Duration.ofHours(2);
    /** A pattern is told so often, and time is. */
    private static final Duration STEP = Duration.ofMinutes(1);

    /** What the tickets are like. */
    enum Kind {
        /** About 300 subjects; none is ever answered. */
        OPEN,
        /** The same, each answered and resolved, and forgotten two days later. */
        RESOLVED,
        /** No two of them share a word; resolved and forgotten. */
        UNLIKE
    }

    /**
     * One part.
     *
     * @param tickets all up to its end
     * @param open of them
     * @param micros CPU of a ticket of it, mean
     * @param cases kept at its end
     * @param stored what a store would hold at its end, bytes, but for the figures
     * @param figures what it would hold of these, bytes: every window stays
     * @param heap after a collection, with what is stored, bytes
     * @param forgotten subjects that there was no place for any more, so far
     */
    record Part(
            long tickets, long open, double micros, int cases, long stored, long figures, long heap, long forgotten) {}

    /**
     * Measures one kind.
     *
     * @param perDay tickets of a day
     * @param days how many
     */
    static TicketDays of(Kind kind, int perDay, int days) {
        return new Feed(kind, perDay).run(days);
    }

    /** CPU of the last part to the second, when the compiler is done. */
    double timeLastToSecond() {
        return last().micros / parts.get(1).micros;
    }

    /** How much more a ticket costs for a thousand more that are open, microseconds. */
    double microsPerThousandOpen() {
        double more = last().open - parts.get(1).open;
        return more <= 0 ? 0 : 1000 * (last().micros - parts.get(1).micros) / more;
    }

    double storedLastToMiddle() {
        return (double) last().stored / parts.get(PARTS / 2).stored;
    }

    private Part last() {
        return parts.get(parts.size() - 1);
    }

    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Part part : parts) {
            rows.add(List.of(
                    kind.name().toLowerCase(Locale.ROOT),
                    Long.toString(part.tickets),
                    Long.toString(part.open),
                    String.format(Locale.ROOT, "%.0f", part.micros),
                    Integer.toString(part.cases),
                    String.format(Locale.ROOT, "%.1f", part.stored / 1e6),
                    String.format(Locale.ROOT, "%.1f", part.figures / 1e6),
                    String.format(Locale.ROOT, "%.1f", part.heap / 1e6),
                    Long.toString(part.forgotten)));
        }
        return rows;
    }

    List<Map<String, Object>> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Part part : parts) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kind", kind.name().toLowerCase(Locale.ROOT));
            json.put("tickets", part.tickets);
            json.put("open", part.open);
            json.put("microsPerTicket", part.micros);
            json.put("cases", part.cases);
            json.put("stored", part.stored);
            json.put("figures", part.figures);
            json.put("heap", part.heap);
            json.put("forgottenSubjects", part.forgotten);
            all.add(json);
        }
        return all;
    }

    /** One run. */
    private static final class Feed {
        private final Kind kind;
        private final Duration between;
        private final TicketTales tales = new TicketTales();
        private final TicketReplay replay;
        private final Deque<Ticket> toAnswer = new ArrayDeque<>();
        private final Deque<Ticket> toResolve = new ArrayDeque<>();
        private Instant nextStep = START;
        private long opened;
        private long resolved;
        private long forgotten;
        private long nanos;

        Feed(Kind kind, int perDay) {
            this.kind = kind;
            this.between = Duration.ofDays(1).dividedBy(perDay);
            Wiring wiring = new Wiring("bench.", 1, new InMemoryRegistry(), true);
            replay = new TicketReplay(config(), wiring, this::told);
        }

        private TicketsConfig config() {
            TicketsConfig usual = TicketsConfig.defaults();
            return new TicketsConfig(
                    usual.settle(),
                    usual.longestWait(),
                    usual.maxFuture(),
                    Duration.ofDays(2),
                    usual.perTenant(),
                    usual.subjects(),
                    usual.surge(),
                    usual.links(),
                    usual.maxSeries(),
                    usual.defaultCriticality(),
                    usual.categories());
        }

        private void told(Pattern pattern) {
            forgotten += pattern.getState() == PatternState.QUIET
                            && pattern.getReason().startsWith("forgotten")
                    ? 1
                    : 0;
        }

        TicketDays run(int days) {
            long total = Duration.ofDays(days).dividedBy(between);
            List<Part> parts = new ArrayList<>();
            for (int part = 1; part <= PARTS; part++) {
                nanos = 0;
                long begun = opened;
                while (opened < part * total / PARTS) {
                    one(START.plus(between.multipliedBy(opened)));
                }
                parts.add(new Part(
                        opened,
                        opened - resolved,
                        nanos / 1e3 / Math.max(1, opened - begun),
                        replay.cases(),
                        replay.bytes(),
                        replay.figures(),
                        heap(),
                        forgotten));
            }
            return new TicketDays(kind, parts);
        }

        private void one(Instant at) {
            while (nextStep.isBefore(at)) {
                Instant now = nextStep;
                Pattern pattern = tales.told(now);
                timed(() -> {
                    replay.take(pattern);
                    replay.time(now);
                });
                later(toAnswer, now.minus(ANSWERED_AFTER), now, false);
                later(toResolve, now.minus(RESOLVED_AFTER), now, true);
                nextStep = nextStep.plus(STEP);
            }
            Ticket ticket = tales.opened(opened++, at, kind == Kind.UNLIKE);
            timed(() -> replay.take(ticket));
            if (kind != Kind.OPEN) {
                toAnswer.add(ticket);
                toResolve.add(ticket);
            }
        }

        /** Those that were opened before an instant are answered, or resolved, now. */
        private void later(Deque<Ticket> waiting, Instant before, Instant now, boolean resolve) {
            while (!waiting.isEmpty() && waiting.peek().getCreatedAt().isBefore(before)) {
                Ticket first = waiting.remove();
                Ticket.Builder next = Ticket.newBuilder(first)
                        .setAt(now)
                        .setAnswers(1)
                        .setFirstAnsweredAt(first.getCreatedAt().plus(ANSWERED_AFTER))
                        .setStatus(resolve ? TicketStatus.RESOLVED : TicketStatus.WAITING);
                Ticket snapshot = (resolve ? next.setResolvedAt(now) : next).build();
                timed(() -> replay.take(snapshot));
                resolved += resolve ? 1 : 0;
            }
        }

        private void timed(Runnable work) {
            long begun = cpu();
            work.run();
            nanos += cpu() - begun;
        }

        private static long cpu() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        private static long heap() {
            for (int i = 0; i < COLLECTIONS; i++) {
                System.gc();
            }
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
