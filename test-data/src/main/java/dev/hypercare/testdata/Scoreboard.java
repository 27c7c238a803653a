package dev.hypercare.testdata;

import dev.hypercare.testdata.Labels.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which faults were found, how fast, and which alerts were about nothing. It is made after the fact from labels and alerts; nothing
 * that decides on alerts sees the labels.
 *
 * <p>An alert belongs to a fault when all of these hold:
 *
 * <ul>
 *   <li>its series has the label {@code api}, with the fault's API;
 *   <li>where both name a route, it is the same one; likewise the consumer;
 *   <li>it fired from the fault's beginning to its end + the window of the alert's rule + {@link #SLACK_MILLIS}. So long can bad calls
 *       stay in the window, and calls under way at the end complete.
 * </ul>
 *
 * <p>Where more than one fault fits, it belongs to the one that began last. An alert that belongs to none is false. A fault that
 * ended needs, besides an alert, one of its alerts to be resolved at its end or later.
 *
 * @param rows one a fault, in the order of the labels
 * @param falseAlerts alerts that belong to no fault, by time
 */
public record Scoreboard(List<Row> rows, List<FiredAlert> falseAlerts) {
    /** For the evaluation step, the lateness bound and slow calls that complete after the end of the fault. */
    public static final long SLACK_MILLIS = 15_000;

    public Scoreboard {
        rows = List.copyOf(rows);
        falseAlerts = List.copyOf(falseAlerts);
    }

    /** Joins alerts to the labels of the replayed part, both in event time, see {@link Labels#replayed}. */
    public static Scoreboard of(Labels labels, List<FiredAlert> alerts) {
        List<FiredAlert> ordered = new ArrayList<>(alerts);
        ordered.sort(Comparator.comparingLong(FiredAlert::firedAt)
                .thenComparing(FiredAlert::rule)
                .thenComparing(alert -> alert.labels().toString()));
        List<List<FiredAlert>> matched = new ArrayList<>();
        labels.faults().forEach(fault -> matched.add(new ArrayList<>()));
        List<FiredAlert> without = new ArrayList<>();
        for (FiredAlert alert : ordered) {
            int fault = faultOf(alert, labels.faults());
            (fault < 0 ? without : matched.get(fault)).add(alert);
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < matched.size(); i++) {
            rows.add(new Row(labels.faults().get(i), matched.get(i)));
        }
        return new Scoreboard(rows, without);
    }

    private static int faultOf(FiredAlert alert, List<Fault> faults) {
        int found = -1;
        for (int i = 0; i < faults.size(); i++) {
            if (belongs(alert, faults.get(i))
                    && (found < 0 || faults.get(i).from() >= faults.get(found).from())) {
                found = i;
            }
        }
        return found;
    }

    static boolean belongs(FiredAlert alert, Fault fault) {
        long latest = fault.ended() ? fault.to() + alert.windowMillis() + SLACK_MILLIS : Long.MAX_VALUE;
        return Objects.equals(alert.labels().get("api"), fault.api())
                && agree(alert.labels(), "route", fault.route())
                && agree(alert.labels(), "consumer", fault.consumer())
                && alert.firedAt() >= fault.from()
                && alert.firedAt() <= latest;
    }

    private static boolean agree(Map<String, String> labels, String name, @Nullable String value) {
        String label = labels.get(name);
        return value == null || label == null || value.equals(label);
    }

    /** Faults that no alert belongs to. */
    public List<Fault> missed() {
        return rows.stream().filter(row -> row.first() == null).map(Row::fault).toList();
    }

    /** Faults that were found and ended, and that no alert was resolved for. */
    public List<Fault> unresolved() {
        return rows.stream()
                .filter(row -> row.first() != null && row.fault().ended() && row.resolvedAt() == null)
                .map(Row::fault)
                .toList();
    }

    /** Whether every fault was found and, where it ended, resolved, and no alert was false. */
    public boolean clean() {
        return missed().isEmpty() && unresolved().isEmpty() && falseAlerts.isEmpty();
    }

    /**
     * What became of a fault.
     *
     * @param alerts those that belong to it, by time
     */
    public record Row(Fault fault, List<FiredAlert> alerts) {
        public Row {
            alerts = List.copyOf(alerts);
        }

        /** The first that fired; null where the fault was missed. */
        public @Nullable FiredAlert first() {
            return alerts.isEmpty() ? null : alerts.get(0);
        }

        /** From the fault's beginning to the first alert, event time, ms; null where it was missed. */
        public @Nullable Long delayMillis() {
            FiredAlert first = first();
            return first == null ? null : first.firedAt() - fault.from();
        }

        /** The first time, from the fault's end on, that one of the alerts was resolved, epoch ms; null where none was. */
        public @Nullable Long resolvedAt() {
            Long earliest = null;
            for (FiredAlert alert : alerts) {
                Long at = alert.resolvedAt();
                if (fault.ended() && at != null && at >= fault.to() && (earliest == null || at < earliest)) {
                    earliest = at;
                }
            }
            return earliest;
        }

        /** Alerts that still fired at the end. */
        public long stillFiring() {
            return alerts.stream().filter(alert -> alert.resolvedAt() == null).count();
        }
    }
}
