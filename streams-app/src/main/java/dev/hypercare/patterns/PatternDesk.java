package dev.hypercare.patterns;

import dev.hypercare.contract.Outcome;
import dev.hypercare.contract.PatternRule;
import dev.hypercare.contract.Resolution;
import dev.hypercare.schemas.events.Mark;
import dev.hypercare.schemas.events.MessageCounts;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a task of the stage does with what it reads: it keeps the messages of open panes, and when all partitions of {@code calls} have
 * passed the end of a pane takes up what belongs to it, API by API, message by message, each in one order. So it does not matter how
 * the partitions interleave, how often they flushed, or when the task was restarted. Not thread-safe.
 */
final class PatternDesk {
    private static final String CLOCK = "clock";
    private static final String MARK = "mark\n";
    private static final long PANE = Resolution.PANE.millis();

    private final PatternMemory memory;
    private final PatternOutput output;
    private final PaneClock clock;
    private final FixedMarks marks = new FixedMarks();
    private final PatternBook book;
    private long waiting;

    /** @param sources partitions of {@code calls} */
    PatternDesk(
            PatternsConfig config,
            List<PatternRule> rules,
            int sources,
            KnownApis apis,
            PatternMemory memory,
            PatternOutput output) {
        this.memory = memory;
        this.output = output;
        this.clock = new PaneClock(sources);
        this.book = new PatternBook(config, rules, apis, marks, memory, output);
    }

    /** Forgets what is in memory and rebuilds it from what was kept. Call it before anything else. */
    void restore() {
        clock.clear();
        marks.clear();
        memory.each((key, value) -> {
            if (key.equals(CLOCK)) {
                clock.restore(value);
            } else if (key.startsWith(MARK)) {
                marks.put(key.substring(MARK.length()), FixedMarks.Fixed.of(value));
            }
        });
        book.restore();
    }

    /** Whether a record can be used. Ours always can; the topic may be written by others. */
    Outcome<MessageCounts> check(MessageCounts counts) {
        if (counts.getSourcePartition() < 0 || counts.getSourcePartition() >= clock.sources()) {
            return bad(
                    "sourcePartition",
                    counts.getSourcePartition(),
                    "a partition of calls, 0 to " + (clock.sources() - 1));
        }
        if (counts.getApi() == null) {
            return Outcome.ok(counts);
        }
        if (counts.getPaneStart() == null || counts.getTakenWith() == null) {
            return bad("takenWith", counts.getTakenWith(), "a pane, as paneStart, where there is an api");
        }
        long pane = counts.getPaneStart().toEpochMilli();
        long takenWith = counts.getTakenWith().toEpochMilli();
        if (Math.floorMod(takenWith, PANE) != 0 || Math.floorMod(pane, PANE) != 0 || takenWith < pane) {
            return bad("takenWith", counts.getTakenWith(), "the start of a pane, not before that of paneStart");
        }
        boolean negative =
                counts.getOverflow() < 0 || counts.getEntries().stream().anyMatch(entry -> entry.getCalls() <= 0);
        if (negative) {
            return bad("entries.calls", "0 or less", "1 or more");
        }
        try {
            new PaneMessages().add(counts);
        } catch (IllegalArgumentException e) {
            return bad("entries.consumerSketch", "unreadable", String.valueOf(e.getMessage()));
        }
        return Outcome.ok(counts);
    }

    private static Outcome<MessageCounts> bad(String field, @Nullable Object value, String expected) {
        return Outcome.rejected("bad-value", field, field + ": " + value + " (expected: " + expected + ")");
    }

    /**
     * Takes a record that {@link #check} lets pass.
     *
     * @param offset of the record
     * @return whether panes were closed by it
     */
    boolean take(MessageCounts counts, long offset) {
        boolean closed = false;
        if (counts.getApi() != null) {
            long takenWith =
                    Objects.requireNonNull(counts.getTakenWith(), "checked").toEpochMilli();
            // A source never writes for a closed pane; if the topic was written by another, the next pane has it.
            waiting++;
            memory.putMessages(Math.max(takenWith, clock.closedUpTo()), offset, counts);
        }
        if (counts.getWatermark() != null
                && clock.saw(counts.getSourcePartition(), counts.getWatermark().toEpochMilli())) {
            long to = clock.due();
            if (to != PaneClock.NONE && to > clock.closedUpTo()) {
                close(clock.closedUpTo(), to);
                clock.closed(to);
                output.time(to);
                closed = true;
            }
            memory.put(CLOCK, clock.toBytes());
        }
        return closed;
    }

    /** Takes a mark; null where it was taken back. */
    void mark(String id, @Nullable Mark mark) {
        FixedMarks.Fixed fixed = FixedMarks.read(mark);
        if (!marks.put(id, fixed)) {
            return;
        }
        if (fixed == null) {
            memory.delete(MARK + id);
        } else {
            memory.put(MARK + id, fixed.toBytes());
        }
    }

    private void close(long from, long to) {
        TreeMap<Long, SortedMap<String, PaneMessages>> panes = new TreeMap<>();
        long first = from == PaneClock.NONE ? 0 : from;
        memory.takeMessages(first, to, counts -> {
            waiting = Math.max(0, waiting - 1); // those from before a restart are not counted
            long takenWith =
                    Objects.requireNonNull(counts.getTakenWith(), "checked").toEpochMilli();
            panes.computeIfAbsent(Math.max(takenWith, first) + PANE, unseen -> new TreeMap<>())
                    .computeIfAbsent(String.valueOf(counts.getApi()), unseen -> new PaneMessages())
                    .add(counts);
        });
        long earliest = from == PaneClock.NONE ? Long.MIN_VALUE : from + PANE;
        while (true) {
            long due = book.firstDue();
            long dueEnd = due == DueTimes.NEVER
                    ? DueTimes.NEVER
                    : Math.max(earliest, Resolution.PANE.startOf(due + PANE - 1));
            long end = Math.min(dueEnd, panes.isEmpty() ? DueTimes.NEVER : panes.firstKey());
            if (end > to) {
                return;
            }
            SortedMap<String, PaneMessages> messages = panes.remove(end);
            if (messages != null) {
                messages.forEach((api, ofApi) -> book.takeUp(api, ofApi, end));
            }
            book.doDue(end);
        }
    }

    /** How many patterns are known. */
    int patterns() {
        return book.size();
    }

    /** What is told of the task itself. */
    DeskFigures figures() {
        return book.figures(waiting);
    }
}
