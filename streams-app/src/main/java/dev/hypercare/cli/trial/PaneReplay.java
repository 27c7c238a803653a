package dev.hypercare.cli.trial;

import dev.hypercare.contract.Resolution;
import dev.hypercare.contract.Topics;
import dev.hypercare.contract.measure.KpiDecoder;
import dev.hypercare.contract.measure.Kpis;
import dev.hypercare.contract.measure.Series;
import dev.hypercare.contract.measure.Telemetry;
import dev.hypercare.rules.RuleTrial;
import dev.hypercare.schemas.events.Kpi;
import dev.hypercare.schemas.events.Verdict;
import dev.hypercare.streams.ClusterAccess;
import dev.hypercare.streams.TopicStretch;
import dev.hypercare.streams.TopicStretch.Placed;
import dev.hypercare.streams.TopicStretch.Raw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges retained panes. Of each its first version counts, which is what had come in time and what rules saw; late calls correct a pane
 * and are never decided on. Used once.
 */
final class PaneReplay {
    private static final long PANE = Resolution.PANE.millis();

    /** A pane of one series. */
    private record Pane(Series series, Kpis kpis) {}

    /** Stands for all that comes later. */
    private static final Pane END = new Pane(new Series(""), new Kpis());

    private final ClusterAccess cluster;
    private final RuleTrial trial;
    private final Map<String, Optional<Series>> wanted = new HashMap<>();
    private final Map<Series, Kpis> open = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private long start = Long.MIN_VALUE;
    private long first = Long.MAX_VALUE;
    private long records;
    private String lastStart = "";
    private long lastStartMillis;

    PaneReplay(ClusterAccess cluster, RuleTrial trial) {
        this.cluster = cluster;
        this.trial = trial;
    }

    /**
     * Judges panes from an instant to another, milliseconds since the epoch.
     *
     * @return what there was; the verdicts are then told by {@link #verdicts}
     */
    Covered run(long from, long to, TrialWatcher watcher) {
        // A pane is written after it has ended, so none that is wanted was ingested before its time.
        try (TopicStretch<Kpi, Pane> panes = cluster.stretch(Topics.KPI_PANES, from, raw -> read(raw, from, to))) {
            for (Placed<Pane> next = panes.next(); next != null && next.place() + PANE <= to; next = panes.next()) {
                if (next.place() < start) {
                    continue; // a correction of what was judged
                }
                if (next.place() > start) {
                    judge();
                    start = next.place();
                    first = Math.min(first, start);
                    watcher.at((start - from) / (double) (to - from), records);
                }
                open.putIfAbsent(next.value().series(), next.value().kpis());
            }
        }
        judge();
        return new Covered(first, start == Long.MIN_VALUE ? start : start + PANE, records, 0);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    private void judge() {
        if (!open.isEmpty()) {
            verdicts.addAll(trial.pane(start, open));
            open.clear();
        }
    }

    private @Nullable Placed<Pane> read(Raw<Kpi> raw, long from, long to) {
        records++;
        String key = raw.key();
        int at = key.lastIndexOf('@');
        if (at < 0) {
            return null;
        }
        long paneStart = startOf(key.substring(at + 1));
        if (paneStart + PANE > to) {
            return new Placed<>(raw.partition(), paneStart, END); // whatever it is, of this partition no more is needed
        }
        Optional<Series> series = paneStart < from ? Optional.empty() : wanted(key.substring(0, at));
        if (series.isEmpty()) {
            return null;
        }
        Kpi kpi = raw.value();
        if (kpi == null || kpi.getVersion() > 1 || kpi.getCalls() > 0 && kpi.getLateCalls() == kpi.getCalls()) {
            return null;
        }
        return new Placed<>(raw.partition(), paneStart, new Pane(series.get(), KpiDecoder.kpis(kpi)));
    }

    /** The series where a rule looks at it, or it tells which gateways are heard of. */
    private Optional<Series> wanted(String text) {
        return wanted.computeIfAbsent(text, unseen -> {
            Series series = new Series(text);
            boolean heard = trial.watches(Telemetry.VIEW) && series.view().equals(Telemetry.GATEWAY);
            return heard || trial.watches(series) ? Optional.of(series) : Optional.empty();
        });
    }

    /** Panes of one time come one after another. */
    private long startOf(String text) {
        if (!text.equals(lastStart)) {
            lastStartMillis = Instant.parse(text).toEpochMilli();
            lastStart = text;
        }
        return lastStartMillis;
    }
}
