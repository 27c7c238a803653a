package dev.hypercare.bench.live;

import dev.hypercare.cli.lab.LabAlert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the alerts of a live run fit those of the virtual one: those of one rule and one series in their order.
 *
 * @param pairs what both have
 * @param onlyVirtual what the live run does not have
 * @param onlyLive what only the live run has
 */
record Agreement(List<Pair> pairs, List<LabAlert> onlyVirtual, List<LabAlert> onlyLive) {
    /** Alerts of the same series that are farther apart are not the same one. */
    private static final long SAME_WITHIN_MILLIS = 30_000;

    private static final Comparator<LabAlert> ORDER =
            Comparator.comparingLong(LabAlert::decidedFor).thenComparing(Agreement::nameOf);

    /** The same alert in both. */
    record Pair(LabAlert virtual, LabAlert live) {
        /** By how much later the live one was decided, event time, ms. */
        long decidedLater() {
            return live.decidedFor() - virtual.decidedFor();
        }

        /** By how much later the live one could be read, ms. */
        long readLater() {
            return live.fired().firedAt() - virtual.fired().firedAt();
        }
    }

    Agreement {
        pairs = List.copyOf(pairs);
        onlyVirtual = List.copyOf(onlyVirtual);
        onlyLive = List.copyOf(onlyLive);
    }

    /**
     * Compares them.
     *
     * @param until what only one of them has counts when it was decided for before this instant, epoch ms: the end may cut off the other
     */
    static Agreement of(List<LabAlert> virtual, List<LabAlert> live, long until) {
        Map<String, Deque<LabAlert>> expected = byName(virtual);
        Map<String, Deque<LabAlert>> found = byName(live);
        List<Pair> pairs = new ArrayList<>();
        List<LabAlert> onlyVirtual = new ArrayList<>();
        List<LabAlert> onlyLive = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        for (String name : names) {
            Deque<LabAlert> one = expected.getOrDefault(name, new ArrayDeque<>());
            Deque<LabAlert> other = found.getOrDefault(name, new ArrayDeque<>());
            while (!one.isEmpty() && !other.isEmpty()) {
                long apart = other.getFirst().decidedFor() - one.getFirst().decidedFor();
                if (Math.abs(apart) <= SAME_WITHIN_MILLIS) {
                    pairs.add(new Pair(one.remove(), other.remove()));
                } else if (apart > 0) {
                    onlyVirtual.add(one.remove());
                } else {
                    onlyLive.add(other.remove());
                }
            }
            onlyVirtual.addAll(one);
            onlyLive.addAll(other);
        }
        pairs.sort(Comparator.comparing(Pair::virtual, ORDER));
        return new Agreement(pairs, before(until, onlyVirtual), before(until, onlyLive));
    }

    /** Whether both have the same alerts, and each was decided at the same second or the next to it. */
    boolean agrees() {
        return onlyVirtual.isEmpty()
                && onlyLive.isEmpty()
                && pairs.stream().allMatch(pair -> Math.abs(pair.decidedLater()) <= 1000);
    }

    /** Rule and series of an alert. */
    static String nameOf(LabAlert alert) {
        return alert.fired().rule() + new TreeMap<>(alert.fired().labels());
    }

    private static List<LabAlert> before(long until, List<LabAlert> alerts) {
        return alerts.stream()
                .filter(alert -> alert.decidedFor() < until)
                .sorted(ORDER)
                .toList();
    }

    private static Map<String, Deque<LabAlert>> byName(List<LabAlert> alerts) {
        Map<String, Deque<LabAlert>> byName = new TreeMap<>();
        alerts.stream()
                .sorted(ORDER)
                .forEach(alert -> byName.computeIfAbsent(nameOf(alert), unseen -> new ArrayDeque<>())
                        .add(alert));
        return byName;
    }
}
