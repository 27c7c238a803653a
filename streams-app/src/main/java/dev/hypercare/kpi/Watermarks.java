package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far event time has come in one partition of {@code calls}: every call that completed before the watermark is taken to have
 * arrived. It is the lowest over the gateways seen in the partition, each at its newest call less its lateness, or at the newest
 * tick less its longest lag, whichever is later; so a silent gateway holds nobody up, and a clock that runs ahead helps nobody.
 * Only records move it, and it never moves back.
 */
final class Watermarks {
    /** No time known yet. */
    static final long NONE = Long.MIN_VALUE;

    /** A gateway not heard of for this long is forgotten; by then the ticks stand in for it. */
    private static final long FORGET_MILLIS = 3_600_000;

    /** One gateway: its newest call and how long its calls are waited for. */
    static final class Clock {
        private final String gateway;
        private final byte[] name;
        private final LearnedPatience patience;
        private final boolean deduplicated;
        private final Cells heard = new Cells();
        private long newest = NONE;
        private boolean changed;

        private Clock(String gateway, byte[] name, KpiConfig config) {
            this.gateway = gateway;
            this.name = name;
            patience = new LearnedPatience(config.of(gateway));
            deduplicated = config.deduplicate().gateways().has(gateway);
        }

        String gateway() {
            return gateway;
        }

        /** Completion of its newest call, milliseconds. */
        long newest() {
            return newest;
        }

        /** How far its calls may be out of order, milliseconds. */
        long lateness() {
            return patience.lateness();
        }

        /** What to store, for {@link Watermarks#restoreGateway}. */
        long[] numbers() {
            long[] learned = patience.numbers();
            long[] numbers = new long[learned.length + 1];
            numbers[0] = newest;
            System.arraycopy(learned, 0, numbers, 1, learned.length);
            return numbers;
        }

        /** Whether calls of it that came before are to be left out. */
        boolean deduplicated() {
            return deduplicated;
        }

        /** How far a call lies behind its newest one, milliseconds. */
        long behind(long completedAt) {
            return newest == NONE ? 0 : Math.max(0, newest - completedAt);
        }

        /** How many calls came in time since the last flush, by slice. */
        Cells heard() {
            return heard;
        }

        private long mark(long tick) {
            long tickMark = byTick(tick, patience.maxLag());
            return newest == NONE ? tickMark : Math.max(newest - patience.lateness(), tickMark);
        }
    }

    private final KpiConfig config;
    private final BytesTable<Clock> clocks = new BytesTable<>();
    /** The last one asked for by the last byte of its name, in which names mostly differ. */
    private final @Nullable Clock[] recent = new Clock[64];

    private final List<Clock> all = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    /** Those forgotten whose calls are still to be handed on: when a flush comes is no part of what is counted. */
    private final List<Clock> leaving = new ArrayList<>();

    private @Nullable Clock lowest;
    private long newestTick = NONE;
    private long watermark = NONE;

    Watermarks(KpiConfig config) {
        this.config = config;
    }

    /** Takes up what was stored of a gateway: its newest call, milliseconds, and how long it is waited for. */
    void restoreGateway(String gateway, long[] numbers) {
        byte[] name = gateway.getBytes(StandardCharsets.UTF_8);
        Clock clock = clock(name, 0, name.length);
        clock.newest = numbers[0];
        clock.patience.restore(numbers, 1);
        lowest = null;
    }

    /** Takes up what was stored: newest tick and watermark, milliseconds. */
    void restore(long tick, long mark) {
        newestTick = tick;
        watermark = mark;
    }

    /** The clock of the gateway of a name in UTF-8. */
    Clock clock(byte[] bytes, int start, int length) {
        int slot = length == 0 ? 0 : bytes[start + length - 1] & recent.length - 1;
        Clock clock = recent[slot];
        if (clock == null || !Arrays.equals(clock.name, 0, clock.name.length, bytes, start, start + length)) {
            clock = find(bytes, start, length);
            recent[slot] = clock;
        }
        return clock;
    }

    private Clock find(byte[] bytes, int start, int length) {
        Clock known = clocks.get(bytes, start, length);
        if (known == null) {
            String gateway = new String(bytes, start, length, StandardCharsets.UTF_8);
            known = new Clock(gateway, Arrays.copyOfRange(bytes, start, start + length), config);
            clocks.put(bytes, start, length, known);
            all.add(known);
            forgotten.remove(gateway);
            lowest = null;
        }
        return known;
    }

    /** A call of a gateway arrived: moves the watermark on as far as it allows. */
    void call(Clock clock, long completedAt) {
        clock.patience.call(clock.behind(completedAt), newestTick == NONE ? NONE : newestTick - completedAt);
        clock.changed = true;
        if (completedAt > clock.newest) {
            clock.newest = completedAt;
            if (lowest == null || clock == lowest) {
                advance();
            }
        }
    }

    /** A tick arrived: moves the watermark on as far as it allows. */
    void tick(long at) {
        newestTick = Math.max(newestTick, at);
        for (Clock clock : all) {
            clock.patience.time(newestTick);
        }
        List<Clock> silent = all.stream()
                .filter(clock -> newestTick - FORGET_MILLIS > clock.newest)
                .toList();
        if (!silent.isEmpty()) {
            silent.forEach(clock -> forgotten.add(clock.gateway));
            silent.stream().filter(clock -> !clock.heard.isEmpty()).forEach(leaving::add);
            all.removeAll(silent);
            clocks.keep(all::contains);
            Arrays.fill(recent, null);
        }
        advance();
    }

    /** Whether the slice of a call was already closed for this partition when the call came. */
    boolean isLate(long completedAt) {
        return Resolution.endOfSlice(completedAt) <= watermark;
    }

    private void advance() {
        long mark =
                all.isEmpty() ? byTick(newestTick, config.patience().maxLag().toMillis()) : Long.MAX_VALUE;
        for (Clock clock : all) {
            if (clock.mark(newestTick) < mark) {
                mark = clock.mark(newestTick);
                lowest = clock;
            }
        }
        watermark = Math.max(watermark, mark);
    }

    /** {@link #NONE} before the first call or tick. */
    long watermark() {
        return watermark;
    }

    long newestTick() {
        return newestTick;
    }

    /** Every gateway heard of lately, or forgotten since this was asked last although calls of it have come since. */
    List<Clock> takeHeard() {
        List<Clock> heard = new ArrayList<>(all);
        heard.addAll(leaving);
        leaving.clear();
        return heard;
    }

    /** The gateways heard of that changed since this was asked last. */
    List<Clock> takeChanged() {
        List<Clock> changed = all.stream().filter(clock -> clock.changed).toList();
        changed.forEach(clock -> clock.changed = false);
        return changed;
    }

    /** The gateways forgotten since this was asked last that were not heard of again. */
    List<String> takeForgotten() {
        List<String> gone = List.copyOf(forgotten);
        forgotten.clear();
        return gone;
    }

    private static long byTick(long tick, long maxLag) {
        return tick == NONE ? NONE : tick - maxLag;
    }
}
