package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.contract.measure.Watched;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * The combine step of one partition of {@code calls}: knows how far time has come there, tells late calls, and counts. What it
 * decides depends on the order of the partition alone, not on flushes or restarts. Not thread-safe.
 */
final class CallCounter {
    /** A flush before the commit, so that a long commit interval does not hold too much. */
    private static final int MOST_CALLS = 500_000;

    private static final BiConsumer<Kpis, CallReader> CALL = Kpis::add;
    private static final BiConsumer<Kpis, CallReader> DUPLICATE = (kpis, call) -> kpis.addDuplicate();
    private static final BiConsumer<Kpis, CallReader> TOO_LATE = (kpis, call) -> kpis.addTooLate();

    private final long correctFor;
    private final Watermarks watermarks;
    private final SeriesLimit limit;
    private final SeenRequests seen;
    private final CombineMemory memory;
    private final Cells deadLetters = new Cells();
    private final MessagePlaces places = new MessagePlaces();
    private final MessageTally messages = new MessageTally(places);
    private final KpiConfig config;
    private final ToIntFunction<Series> mergePartition;
    private final Watched live;
    private final CallsTaken totals = new CallsTaken();
    private long revision;
    private boolean tellsTelemetry;
    private Combiner combiner;

    /**
     * Takes up what the partition remembers.
     *
     * @param live of what the slices are told apart; what is watched anew is told apart from the next flush on
     */
    CallCounter(
            KpiConfig config, CombineMemory.Entries remembered, Watched live, ToIntFunction<Series> mergePartition) {
        this.config = config;
        this.mergePartition = mergePartition;
        this.live = live;
        correctFor = config.correctFor().toMillis();
        watermarks = new Watermarks(config);
        limit = new SeriesLimit(config);
        seen = new SeenRequests(config.deduplicate());
        memory = new CombineMemory(remembered);
        memory.restore(watermarks, limit, seen, places);
        combiner = lookAnew();
    }

    /**
     * A combiner that tells those slices apart that rules look at by now; nothing may wait in the one before. Slices that no rule looks at
     * any more may be told apart: that costs, and changes nothing.
     */
    private Combiner lookAnew() {
        revision = live.revision(); // before what it stands for, so that no change is missed
        Watched watched = live.from(watermarks.watermark());
        tellsTelemetry = watched.watches(Telemetry.VIEW);
        return new Combiner(config, limit, watched, mergePartition);
    }

    /**
     * Counts the call read last, or only that it came where it came before. Returns false where it is too old to be counted where it
     * belongs, and came for the first time.
     */
    boolean count(CallReader call) {
        long completedAt = call.completedAt();
        Watermarks.Clock clock = watermarks.clock(
                call.bytes(CallReader.GATEWAY),
                call.textStart(CallReader.GATEWAY),
                call.textLength(CallReader.GATEWAY));
        long watermark = watermarks.watermark();
        boolean late = watermarks.isLate(completedAt);
        boolean tooLate = late && completedAt < watermark - correctFor;
        boolean named = clock.deduplicated() && call.textLength(CallReader.REQUEST_ID) > 0;
        boolean duplicate = named && seen.has(call);
        totals.add(duplicate, late, tooLate);
        call.timed(late, clock.behind(completedAt), clock.lateness());
        BiConsumer<Kpis, CallReader> how = duplicate ? DUPLICATE : tooLate ? TOO_LATE : CALL;
        if (tooLate) {
            combiner.add(call, watermark, Cells.IN_TIME, how);
        } else {
            combiner.add(call, completedAt, late ? Resolution.PANE.endOf(watermark) : Cells.IN_TIME, how);
        }
        if (tellsTelemetry && !duplicate) {
            heard(clock, completedAt, watermark, late, tooLate);
        }
        if (how == CALL) {
            messages.count(call, watermark);
        }
        watermarks.call(clock, completedAt);
        if (watermarks.watermark() != watermark) {
            moved();
        }
        if (named && !duplicate) {
            seen.remember(); // as of the time that it moved on to, which may be far ahead of the one before
        }
        return !tooLate || duplicate;
    }

    /** A record could not be used, here or by a stage before. Before the first call there is no time to count it at. */
    void deadLetter() {
        if (tellsTelemetry && watermarks.watermark() != Watermarks.NONE) {
            deadLetters
                    .at(Resolution.startOfSlice(watermarks.watermark()), Cells.IN_TIME)
                    .addBare();
        }
    }

    private static void heard(Watermarks.Clock clock, long completedAt, long watermark, boolean late, boolean tooLate) {
        // What is late is told in the second in which it comes.
        Kpis heard = clock.heard().at(Resolution.startOfSlice(late ? watermark : completedAt), Cells.IN_TIME);
        if (tooLate) {
            heard.addTooLate();
        } else if (late) {
            heard.addBareLate();
        } else {
            heard.addBare();
        }
    }

    /** A tick came: an instant, milliseconds. */
    void tick(long at) {
        watermarks.tick(at);
        moved();
    }

    private void moved() {
        seen.time(watermarks.watermark());
        places.time(watermarks.watermark());
        if (limit.time(watermarks.watermark())) {
            combiner.settle();
        }
    }

    /** How far event time has come, milliseconds; {@link Watermarks#NONE} before the first record. */
    long watermark() {
        return watermarks.watermark();
    }

    /** What came so far. */
    CallsTaken totals() {
        return totals;
    }

    /** Whether the flush should not wait for the commit: so much waits, or the rules look at something else now. */
    boolean isDue() {
        return combiner.waiting() >= MOST_CALLS || messages.isFull() || live.revision() != revision;
    }

    /** Hands on what came since the last flush, and writes down what is to be remembered. */
    void flush(Packs to, MessageRecords messagesTo) {
        combiner.flush(to);
        if (tellsTelemetry) {
            for (Watermarks.Clock clock : watermarks.takeHeard()) {
                to.addToAll(clock.gateway(), clock.heard());
                clock.heard().clear();
            }
            to.addToAll(Telemetry.DEAD_LETTERS, deadLetters);
            deadLetters.clear();
        }
        to.close(watermarks.watermark());
        messages.flush(messagesTo);
        messagesTo.close(watermarks.watermark());
        memory.save(watermarks, limit, seen, places);
        if (live.revision() != revision) {
            combiner = lookAnew();
        }
    }
}
