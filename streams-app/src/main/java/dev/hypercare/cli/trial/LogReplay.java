package dev.hypercare.cli.trial;

import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.ClosedSlice;
import dev.hypercare.kpi.KpiConfig;
import dev.hypercare.kpi.KpiReplay;
import dev.hypercare.rules.RuleTrial;
import dev.hypercare.schemas.events.Call;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import dev.hypercare.streams.TopicStretch.Placed;
import dev.hypercare.streams.TopicStretch.Raw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Judges retained calls as a running application does: each partition in its order, ticks as they are in the log. Used once. */
final class LogReplay {
    /** Calls of a second may be ingested a little earlier than its begin, by a clock that is ahead. */
    static final long CLOCK_MILLIS = 60_000;

    private final ClusterAccess cluster;
    private final KpiConfig config;
    private final IntFunction<RuleTrial> trials;
    private final List<Verdict> verdicts = new ArrayList<>();
    private long first = Long.MAX_VALUE;

    /** @param trials makes the trial for a number of tasks */
    LogReplay(ClusterAccess cluster, KpiConfig config, IntFunction<RuleTrial> trials) {
        this.cluster = cluster;
        this.config = config;
        this.trials = trials;
    }

    /** What a replay made. */
    record Judged(RuleTrial trial, Covered covered, List<Verdict> verdicts) {}

    /** Judges what was ingested from an instant on, until every task has come to another, milliseconds since the epoch. */
    Judged run(long from, long to, TrialWatcher watcher) {
        try (TopicStretch<Call, Raw<Call>> calls = cluster.stretch(
                Topics.CALLS, from - CLOCK_MILLIS, raw -> new Placed<>(raw.partition(), raw.timestamp(), raw))) {
            RuleTrial trial = trials.apply(calls.partitions());
            KpiReplay kpi =
                    new KpiReplay(config, cluster.wiring().registry(), calls.partitions(), trial, (task, slice) -> {
                        if (slice.startMillis() < to) {
                            first = Math.min(first, slice.startMillis());
                            verdicts.addAll(trial.slice(task, upTo(to, slice)));
                        }
                    });
            Placed<Raw<Call>> next = calls.next();
            while (next != null && kpi.closedUpTo() < to) {
                // Time hardly moves but by ticks, so it is not looked at more often.
                for (boolean tick = false; next != null && !tick; next = calls.next()) {
                    tick = take(kpi, next.value());
                }
                if (kpi.closedUpTo() > from) {
                    watcher.at(Math.min(1, (kpi.closedUpTo() - from) / (double) (to - from)), kpi.calls());
                }
            }
            kpi.flush();
            long end = Math.min(to, kpi.closedUpTo());
            return new Judged(trial, new Covered(first, end, kpi.calls(), kpi.unusable()), verdicts);
        }
    }

    /** A slice that is longer than a second is silence, of which a part is the same. */
    private static ClosedSlice upTo(long end, ClosedSlice slice) {
        return slice.endMillis() <= end ? slice : ClosedSlice.silence(slice.startMillis(), end);
    }

    /** Returns whether it was a tick. */
    private static boolean take(KpiReplay kpi, Raw<Call> raw) {
        byte[] value = raw.bytes();
        if (value != null) {
            kpi.call(raw.partition(), value, raw.timestamp());
            return false;
        }
        raw.tick().ifPresentOrElse(at -> kpi.tick(raw.partition(), at), () -> kpi.deadLetter(raw.partition()));
        return raw.tick().isPresent();
    }
}
