package dev.hypercare.kpi;

import dev.hypercare.contract.Resolution;
import java.util.HashMap;
import java.util.Map;

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

    private final KpiConfig config;
    private final Map<String, Long> newestCall = new HashMap<>();
    private long newestTick = NONE;
    private long watermark = NONE;

    Watermarks(KpiConfig config) {
        this.config = config;
    }

    /** Takes up what was stored: the newest call of a gateway, milliseconds. */
    void restoreGateway(String gateway, long completedAt) {
        newestCall.put(gateway, completedAt);
    }

    /** Takes up what was stored: newest tick and watermark, milliseconds. */
    void restore(long tick, long mark) {
        newestTick = tick;
        watermark = mark;
    }

    /** A call of a gateway arrived. */
    void call(String gateway, long completedAt) {
        newestCall.merge(gateway, completedAt, Math::max);
    }

    /** A tick arrived. */
    void tick(long at) {
        newestTick = Math.max(newestTick, at);
        newestCall.values().removeIf(call -> newestTick - FORGET_MILLIS > call);
    }

    /** Whether the slice of a call was already closed for this partition when the call came. */
    boolean isLate(long completedAt) {
        long end = completedAt - Math.floorMod(completedAt, Resolution.SLICE_MILLIS) + Resolution.SLICE_MILLIS;
        return end <= watermark;
    }

    /** Moves the watermark on by all that arrived, and returns it; {@link #NONE} before the first call or tick. */
    long advance() {
        long lowest = Long.MAX_VALUE;
        for (Map.Entry<String, Long> gateway : newestCall.entrySet()) {
            KpiConfig.Patience patience = config.of(gateway.getKey());
            long byCalls = gateway.getValue() - patience.lateness().toMillis();
            lowest = Math.min(lowest, Math.max(byCalls, byTick(patience)));
        }
        if (newestCall.isEmpty()) {
            lowest = byTick(config.patience());
        }
        watermark = Math.max(watermark, lowest);
        return watermark;
    }

    long watermark() {
        return watermark;
    }

    long newestTick() {
        return newestTick;
    }

    /** Newest call by gateway, milliseconds. */
    Map<String, Long> gateways() {
        return newestCall;
    }

    private long byTick(KpiConfig.Patience patience) {
        return newestTick == NONE ? NONE : newestTick - patience.maxLag().toMillis();
    }
}
