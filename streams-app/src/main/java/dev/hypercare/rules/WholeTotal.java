package dev.hypercare.rules;

import dev.hypercare.contract.measure.Kpis;
import java.util.ArrayDeque;

/**
 * The total of a sliding window with its histograms, for rules that ask for durations. Few windows are asked, and those not at every slice:
 * what has entered and left since is made up for when it is asked for. Not thread-safe.
 */
final class WholeTotal {
    private final Kpis total = new Kpis();
    private final RunningMax maxLatency = new RunningMax();
    private final RunningMax maxUpstream = new RunningMax();
    private final ArrayDeque<WindowBucket> entered = new ArrayDeque<>();
    private final ArrayDeque<WindowBucket> left = new ArrayDeque<>();

    /** A part of a bucket, or all of it, has entered; not before those that entered already. */
    void enter(WindowBucket part) {
        entered.addLast(part);
    }

    /** The oldest bucket has left. */
    void leave(WindowBucket bucket) {
        left.addLast(bucket);
    }

    /** How much there is to make up for. */
    int waiting() {
        return entered.size() + left.size();
    }

    /** The total as of now; changes with the window. */
    Kpis get() {
        for (WindowBucket part : entered) {
            Kpis kpis = Kpis.fromBytes(part.kpis());
            total.merge(kpis);
            maxLatency.add(part.start(), kpis.latency().maxMicros());
            maxUpstream.add(part.start(), kpis.upstreamLatency().maxMicros());
        }
        entered.clear();
        if (!left.isEmpty()) {
            for (WindowBucket bucket : left) {
                total.subtract(Kpis.fromBytes(bucket.kpis()));
                maxLatency.dropTo(bucket.start());
                maxUpstream.dropTo(bucket.start());
            }
            left.clear();
            // Kpis.subtract can only bound the maxima; these are exact, and the same after a restart.
            total.latency().maxIs(maxLatency.value());
            total.upstreamLatency().maxIs(maxUpstream.value());
        }
        return total;
    }
}
